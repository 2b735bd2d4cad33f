// Methods of the language whose results depend on the locale: the interpreter's own know none.
import { formatDate } from '__wasm_rquickjs_builtin/internal/intl/dates';

const format = (value, locales, options) => new Intl.NumberFormat(locales, options).format(value);

const METHODS = [
    [
        Number.prototype,
        'toLocaleString',
        0,
        function toLocaleString(locales, options) {
            return format(Number.prototype.valueOf.call(this), locales, options);
        },
    ],
    [
        BigInt.prototype,
        'toLocaleString',
        0,
        function toLocaleString(locales, options) {
            return format(BigInt.prototype.valueOf.call(this), locales, options);
        },
    ],
    [
        String.prototype,
        'localeCompare',
        1,
        function localeCompare(that, locales, options) {
            if (this === undefined || this === null)
                throw new TypeError('String.prototype.localeCompare called on null or undefined');
            if (locales === undefined && options === undefined) return usual.compare(this, that);
            return new Intl.Collator(locales, options).compare(this, that);
        },
    ],
    [
        Date.prototype,
        'toLocaleString',
        0,
        function toLocaleString(locales, options) {
            return formatDate(Date.prototype.valueOf.call(this), locales, options, 'any', 'all');
        },
    ],
    [
        Date.prototype,
        'toLocaleDateString',
        0,
        function toLocaleDateString(locales, options) {
            return formatDate(Date.prototype.valueOf.call(this), locales, options, 'date', 'date');
        },
    ],
    [
        Date.prototype,
        'toLocaleTimeString',
        0,
        function toLocaleTimeString(locales, options) {
            return formatDate(Date.prototype.valueOf.call(this), locales, options, 'time', 'time');
        },
    ],
    [
        Array.prototype,
        'toLocaleString',
        0,
        function toLocaleString(locales, options) {
            const elements = Array.from({ length: this.length }, (_, index) => this[index]);
            return elements
                .map((value) => (value === undefined || value === null ? '' : value.toLocaleString(locales, options)))
                .join(',');
        },
    ],
];

let usual;

/** Replaces them; `Intl` must be there. */
export function installLocaleMethods() {
    usual = new Intl.Collator();
    for (const [prototype, name, length, method] of METHODS) {
        Object.defineProperty(method, 'length', { value: length, configurable: true });
        Object.defineProperty(prototype, name, { value: method, writable: true, enumerable: false, configurable: true });
    }
}
