// What only the interpreter knows of a value.
import { host } from 'dualgauge:host';

/** Whether it is a proxy, whose traps answer for it. */
export const isProxy = (value) => host.is_proxy(value);
/** Whether it is a promise of the language's own. */
export const isPromise = (value) => host.is_promise(value);
