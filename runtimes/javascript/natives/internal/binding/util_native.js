// What only the engine can say of a value.
import { host } from 'dualgauge:host';

/** `[state, result]` of a promise: 0 pending, 1 fulfilled, 2 rejected. Another value is refused, as by the engine. */
export function get_promise_details(value) {
    if (!host.is_promise(value)) throw new TypeError('not a promise');
    return host.promise_details(value);
}

/** Of a proxy its target, or with `full` target and handler; of another value nothing. */
export function get_proxy_details(value, full = true) {
    const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
    if (!isObject || !host.is_proxy(value)) return undefined;
    const details = host.proxy_details(value);
    return full ? details : details[0];
}

const seen = new Set();
export const package_deprecation_warning_seen = (key) => seen.has(key);
export const mark_package_deprecation_warning_seen = (key) => {
    seen.add(key);
};
