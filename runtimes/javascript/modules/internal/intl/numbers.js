// `Intl.NumberFormat`
import { choose, count, publish, resolveLocale } from '__wasm_rquickjs_builtin/internal/intl/locales';

const SYMBOLS = {
    USD: '$',
    EUR: '€',
    GBP: '£',
    JPY: '¥',
    INR: '₹',
    CNY: 'CN¥',
    KRW: '₩',
    BRL: 'R$',
    CAD: 'CA$',
    AUD: 'A$',
    NZD: 'NZ$',
    MXN: 'MX$',
    HKD: 'HK$',
    TWD: 'NT$',
    ILS: '₪',
    VND: '₫',
    XAF: 'FCFA',
    PHP: '₱',
};
const NAMES = {
    USD: ['US dollar', 'US dollars'],
    EUR: ['euro', 'euros'],
    GBP: ['British pound', 'British pounds'],
    JPY: ['Japanese yen', 'Japanese yen'],
    INR: ['Indian rupee', 'Indian rupees'],
};
/** Currencies that have no hundredths. */
const WHOLE = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'XAF', 'XOF', 'PYG', 'UGX']);
const UNITS = {
    kilobyte: 'kB',
    megabyte: 'MB',
    gigabyte: 'GB',
    terabyte: 'TB',
    byte: 'byte',
    bit: 'bit',
    kilometer: 'km',
    meter: 'm',
    centimeter: 'cm',
    millimeter: 'mm',
    mile: 'mi',
    foot: 'ft',
    inch: 'in',
    kilogram: 'kg',
    gram: 'g',
    pound: 'lb',
    ounce: 'oz',
    liter: 'L',
    milliliter: 'mL',
    second: 'sec',
    minute: 'min',
    hour: 'hr',
    day: 'day',
    week: 'wk',
    month: 'mth',
    year: 'yr',
    millisecond: 'ms',
    celsius: '°C',
    fahrenheit: '°F',
    percent: '%',
    degree: 'deg',
    gallon: 'gal',
    yard: 'yd',
    acre: 'ac',
    hectare: 'ha',
    stone: 'st',
};
/** Units whose short form is written without a space, or has a plural. */
const TIGHT = new Set(['celsius', 'fahrenheit', 'percent']);
const PLURAL = new Set(['day', 'week', 'month', 'year', 'byte', 'bit']);
const SCALES = [
    [12, 'T', ' trillion'],
    [9, 'B', ' billion'],
    [6, 'M', ' million'],
    [3, 'K', ' thousand'],
];

/** The decimal digits of a number that isn't negative: the value is 0.digits times ten to the power of `point`. */
function decimal(value) {
    const [, whole, fraction = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(`${value}`);
    const all = whole + fraction;
    const digits = all.replace(/^0+/, '');
    return {
        digits: digits.replace(/0+$/, ''),
        point: digits === '' ? 0 : whole.length - (all.length - digits.length) + Number(exponent),
    };
}

/** Keeps `length` digits, rounding half away from zero. */
function rounded({ digits, point }, length) {
    if (length >= digits.length) return { digits, point };
    if (length < 0) return { digits: '', point: 0 };
    const kept = digits.slice(0, length);
    if (digits[length] < '5') return { digits: kept.replace(/0+$/, ''), point: kept === '' ? 0 : point };
    const next = `${BigInt(kept || '0') + 1n}`.padStart(length, '0');
    return { digits: next.replace(/0+$/, ''), point: next.length > length ? point + 1 : point };
}

/** Whole and fractional digits of a number by the options. */
function written(number, o) {
    const bySignificance = o.maximumSignificantDigits !== undefined;
    const kept = bySignificance
        ? rounded(number, o.maximumSignificantDigits)
        : rounded(number, number.point + o.maximumFractionDigits);
    const { digits, point } = kept;
    const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '';
    let fraction = point > 0 ? digits.slice(point) : digits === '' ? '' : '0'.repeat(-point) + digits;
    if (bySignificance) {
        const shown = digits === '' ? 1 : Math.max(digits.length, point);
        fraction = fraction.padEnd(fraction.length + Math.max(0, o.minimumSignificantDigits - shown), '0');
    } else {
        fraction = fraction.padEnd(o.minimumFractionDigits, '0');
    }
    return { whole: whole.padStart(o.minimumIntegerDigits, '0'), fraction };
}

function scaled(number, o) {
    const isCompact = o.notation === 'compact';
    if (o.notation === 'standard' || number.digits === '')
        return { number, mark: '', exponent: o.notation === 'standard' || isCompact ? undefined : 0 };
    if (!isCompact) {
        const step = o.notation === 'scientific' ? 1 : 3;
        const exponent = Math.floor((number.point - 1) / step) * step;
        const part = { ...number, point: number.point - exponent };
        // Rounding may carry: 999,999 is 1E6.
        const carried = written(part, o).whole.length > step ? step : 0;
        return { number: { ...part, point: part.point - carried }, mark: '', exponent: exponent + carried };
    }
    // Rounding may carry a number over to the next scale: 999,999 is 1M.
    for (const [power, short, long] of SCALES) {
        const part = { ...number, point: number.point - power };
        const { whole } = written(part, compactDigits(part, o));
        if (part.point >= 1 || whole === '1') return { number: part, mark: o.compactDisplay === 'long' ? long : short };
        if (part.point === 0 && Number(whole) >= 1) return { number: part, mark: o.compactDisplay === 'long' ? long : short };
    }
    return { number, mark: '' };
}

/** Compact numbers have two digits, or none behind the point. */
function compactDigits(number, o) {
    if (o.hasDigits) return o;
    return number.point >= 2
        ? { ...o, maximumFractionDigits: 0, minimumFractionDigits: 0, maximumSignificantDigits: undefined }
        : { ...o, maximumSignificantDigits: 2, minimumSignificantDigits: 1 };
}

function grouped(whole, data, useGrouping) {
    if (useGrouping === false || whole.length < 3 + data.groupFrom) return [whole];
    const groups = [whole.slice(-3)];
    const size = data.indian ? 2 : 3;
    for (let rest = whole.slice(0, -3); rest !== ''; rest = rest.slice(0, -size)) groups.unshift(rest.slice(-size));
    return groups;
}

function readOptions(given, data) {
    const options = given === undefined ? {} : Object(given);
    const style = choose(options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
    const o = { style };
    if (style === 'currency') {
        if (options.currency === undefined) throw new TypeError('Currency code is required with currency style.');
        if (!/^[a-z]{3}$/i.test(options.currency)) throw new RangeError(`Invalid currency code : ${options.currency}`);
        o.currency = `${options.currency}`.toUpperCase();
        o.currencyDisplay = choose(options, 'currencyDisplay', ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol');
        o.currencySign = choose(options, 'currencySign', ['standard', 'accounting'], 'standard');
    }
    if (style === 'unit') {
        if (options.unit === undefined) throw new TypeError('Required option "unit" must not be undefined');
        if (!`${options.unit}`.split('-per-').every((unit) => unit in UNITS))
            throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${options.unit}'`);
        o.unit = `${options.unit}`;
        o.unitDisplay = choose(options, 'unitDisplay', ['short', 'narrow', 'long'], 'short');
    }
    o.notation = choose(options, 'notation', ['standard', 'scientific', 'engineering', 'compact'], 'standard');
    o.minimumIntegerDigits = count(options, 'minimumIntegerDigits', 1, 21, 1);
    const usual = style === 'currency' && o.notation === 'standard' ? (WHOLE.has(o.currency) ? 0 : 2) : 0;
    const least = count(options, 'minimumFractionDigits', 0, 100, undefined);
    const most = count(options, 'maximumFractionDigits', 0, 100, undefined);
    const usualMost = style === 'currency' ? usual : style === 'percent' ? 0 : 3;
    o.minimumFractionDigits = least ?? Math.min(usual, most ?? usual);
    o.maximumFractionDigits = most ?? Math.max(usualMost, o.minimumFractionDigits);
    if (o.minimumFractionDigits > o.maximumFractionDigits) throw new RangeError('maximumFractionDigits value is out of range.');
    o.hasDigits = least !== undefined || most !== undefined;
    if (options.minimumSignificantDigits !== undefined || options.maximumSignificantDigits !== undefined) {
        o.minimumSignificantDigits = count(options, 'minimumSignificantDigits', 1, 21, 1);
        o.maximumSignificantDigits = count(options, 'maximumSignificantDigits', o.minimumSignificantDigits, 21, 21);
        o.hasDigits = true;
    }
    o.useGrouping =
        options.useGrouping === false || options.useGrouping === 'false'
            ? false
            : (options.useGrouping ?? (o.notation === 'compact' ? 'min2' : 'auto'));
    if (o.notation === 'compact') o.compactDisplay = choose(options, 'compactDisplay', ['short', 'long'], 'short');
    o.signDisplay = choose(options, 'signDisplay', ['auto', 'never', 'always', 'exceptZero', 'negative'], 'auto');
    return { ...o, locale: data.locale };
}

function signOf(isNegative, isZero, display) {
    if (display === 'never' || (display === 'exceptZero' && isZero) || (display === 'negative' && isZero)) return '';
    if (isNegative) return '-';
    return display === 'always' || display === 'exceptZero' ? '+' : '';
}

class NumberFormatter {
    #data;
    #options;

    constructor(locales, options) {
        this.#data = resolveLocale(locales);
        this.#options = readOptions(options, this.#data);
        Object.defineProperty(this, 'format', {
            value: (value) =>
                this.formatToParts(value)
                    .map((part) => part.value)
                    .join(''),
            configurable: true,
        });
    }

    formatToParts(value) {
        const o = this.#options;
        const given =
            typeof value === 'bigint'
                ? value
                : typeof value === 'string' && /^-?\d+$/.test(value.trim())
                  ? BigInt(value)
                  : Number(value);
        const isNegative = given < 0 || Object.is(given, -0);
        let parts;
        let isZero = false;
        if (Number.isNaN(given)) parts = [{ type: 'nan', value: 'NaN' }];
        else if (given === Infinity || given === -Infinity) parts = [{ type: 'infinity', value: '∞' }];
        else {
            const size = decimal(`${given}`.replace(/^-/, ''));
            if (o.style === 'percent' && size.digits !== '') size.point += 2;
            parts = this.#digits(size);
            isZero = parts.every(({ type, value: text }) => !['integer', 'fraction'].includes(type) || /^0*$/.test(text));
        }
        const sign = Number.isNaN(given) ? '' : signOf(isNegative, isZero, o.signDisplay);
        return this.#dressed(parts, sign, parts.map((part) => part.value).join(''));
    }

    #digits(size) {
        const o = this.#options;
        const { number, mark, exponent } = scaled(size, o);
        const { whole, fraction } = written(number, o.notation === 'compact' ? compactDigits(number, o) : o);
        const groups = grouped(whole, o.useGrouping === 'min2' ? { ...this.#data, groupFrom: 2 } : this.#data, o.useGrouping);
        const parts = groups.flatMap((group, index) => [
            ...(index ? [{ type: 'group', value: this.#data.group }] : []),
            { type: 'integer', value: group },
        ]);
        if (fraction !== '') parts.push({ type: 'decimal', value: this.#data.decimal }, { type: 'fraction', value: fraction });
        if (exponent !== undefined) {
            parts.push({ type: 'exponentSeparator', value: 'E' });
            if (exponent < 0) parts.push({ type: 'exponentMinusSign', value: '-' });
            parts.push({ type: 'exponentInteger', value: `${Math.abs(exponent)}` });
        }
        if (mark.startsWith(' ')) parts.push({ type: 'literal', value: ' ' });
        if (mark !== '') parts.push({ type: 'compact', value: mark.trim() });
        return parts;
    }

    #dressed(parts, sign, text) {
        const o = this.#options;
        const signs = sign === '' ? [] : [{ type: sign === '-' ? 'minusSign' : 'plusSign', value: sign }];
        const around = (pattern, type, mark) => {
            const [front, back] = pattern
                .split('#')
                .map((side) =>
                    [...side.matchAll(/[^¤%]+|[¤%]/g)].map(([piece]) =>
                        piece === '¤' || piece === '%' ? { type, value: mark } : { type: 'literal', value: piece },
                    ),
                );
            return [front, back];
        };
        if (o.style === 'percent') {
            const [front, back] = around(this.#data.percent, 'percentSign', '%');
            return [...signs, ...front, ...parts, ...back];
        }
        if (o.style === 'currency') {
            if (o.currencyDisplay === 'name') {
                const names = NAMES[o.currency] ?? [o.currency, o.currency];
                return [
                    ...signs,
                    ...parts,
                    { type: 'literal', value: ' ' },
                    { type: 'currency', value: names[text === '1' ? 0 : 1] },
                ];
            }
            const symbol = o.currencyDisplay === 'code' ? o.currency : (SYMBOLS[o.currency] ?? o.currency);
            const shown = o.currencyDisplay === 'narrowSymbol' ? symbol.replace(/^[A-Z]+(?=[^A-Z])/, '') : symbol;
            // A symbol that ends with a letter is kept off the number.
            const pattern = /[A-Za-z]$/.test(shown) && this.#data.money === '¤#' ? '¤\u00a0#' : this.#data.money;
            const [front, back] = around(pattern, 'currency', shown);
            if (o.currencySign === 'accounting' && sign === '-') {
                return [{ type: 'literal', value: '(' }, ...front, ...parts, ...back, { type: 'literal', value: ')' }];
            }
            return [...signs, ...front, ...parts, ...back];
        }
        if (o.style === 'unit') return [...signs, ...parts, ...this.#unit(text)];
        return [...signs, ...parts];
    }

    #unit(text) {
        const { unit, unitDisplay } = this.#options;
        const [first, per] = unit.split('-per-');
        if (unitDisplay === 'long') {
            const plural = text === '1' ? first : first === 'foot' ? 'feet' : first === 'inch' ? 'inches' : `${first}s`;
            return [
                { type: 'literal', value: ' ' },
                { type: 'unit', value: per ? `${plural} per ${per}` : plural },
            ];
        }
        if (unit === 'kilometer-per-hour')
            return [
                { type: 'literal', value: ' ' },
                { type: 'unit', value: 'km/h' },
            ];
        if (unit === 'mile-per-hour')
            return [
                { type: 'literal', value: ' ' },
                { type: 'unit', value: 'mph' },
            ];
        const short = UNITS[first] + (PLURAL.has(first) && text !== '1' && !per ? 's' : '') + (per ? `/${UNITS[per][0]}` : '');
        return unitDisplay === 'narrow' || TIGHT.has(first)
            ? [{ type: 'unit', value: short }]
            : [
                  { type: 'literal', value: ' ' },
                  { type: 'unit', value: short },
              ];
    }

    formatRange(start, end) {
        const [from, to] = [this.format(start), this.format(end)];
        return from === to ? `~${from}` : `${from}–${to}`;
    }

    resolvedOptions() {
        const { locale, hasDigits, ...o } = this.#options;
        const digits =
            o.maximumSignificantDigits === undefined
                ? {}
                : { minimumFractionDigits: undefined, maximumFractionDigits: undefined };
        const all = {
            locale,
            numberingSystem: 'latn',
            ...o,
            ...digits,
            roundingMode: 'halfExpand',
            roundingIncrement: 1,
            trailingZeroDisplay: 'auto',
            roundingPriority: 'auto',
        };
        const order = [
            'locale',
            'numberingSystem',
            'style',
            'currency',
            'currencyDisplay',
            'currencySign',
            'unit',
            'unitDisplay',
            'minimumIntegerDigits',
            'minimumFractionDigits',
            'maximumFractionDigits',
            'minimumSignificantDigits',
            'maximumSignificantDigits',
            'useGrouping',
            'notation',
            'compactDisplay',
            'signDisplay',
            'roundingMode',
            'roundingIncrement',
            'trailingZeroDisplay',
            'roundingPriority',
        ];
        return Object.fromEntries(order.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
    }
}

export function NumberFormat(locales, options) {
    return Reflect.construct(NumberFormatter, [locales, options], new.target ?? NumberFormat);
}
NumberFormat.prototype = NumberFormatter.prototype;
Object.defineProperty(NumberFormat.prototype, 'constructor', {
    value: NumberFormat,
    writable: true,
    enumerable: false,
    configurable: true,
});
publish('NumberFormat', NumberFormat);
