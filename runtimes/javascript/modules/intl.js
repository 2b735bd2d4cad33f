// `Intl`, as far as programs commonly use it: numbers and dates of some locales, words in English.
import { intl_collator_compare as compareTexts, intl_segment as segmentsOf } from '__wasm_rquickjs_builtin/intl_native';
import { DateTimeFormat } from '__wasm_rquickjs_builtin/internal/intl/dates';
import { canonicalLocales, choose, publish, resolveLocale } from '__wasm_rquickjs_builtin/internal/intl/locales';
import { NumberFormat } from '__wasm_rquickjs_builtin/internal/intl/numbers';

const optionsOf = (options) => (options === undefined ? {} : Object(options));

class CollatorClass {
    #o;

    constructor(locales, given) {
        const options = optionsOf(given);
        const { locale } = resolveLocale(locales);
        this.#o = {
            locale,
            usage: choose(options, 'usage', ['sort', 'search'], 'sort'),
            sensitivity: choose(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant'),
            ignorePunctuation: Boolean(options.ignorePunctuation),
            collation: 'default',
            numeric: Boolean(options.numeric),
            caseFirst: choose(options, 'caseFirst', ['upper', 'lower', 'false'], 'false'),
        };
        const { sensitivity, numeric, ignorePunctuation, caseFirst } = this.#o;
        const isUpperFirst = caseFirst === 'upper';
        Object.defineProperty(this, 'compare', {
            value: (left, right) => {
                const [a, b] = [`${left}`, `${right}`];
                if (isUpperFirst && a.toLowerCase() === b.toLowerCase()) return a < b ? -1 : Number(a > b);
                return compareTexts(a, b, sensitivity, numeric, ignorePunctuation);
            },
            configurable: true,
        });
    }

    resolvedOptions() {
        return { ...this.#o };
    }
}

function Collator(locales, options) {
    return Reflect.construct(CollatorClass, [locales, options], new.target ?? Collator);
}
Collator.prototype = CollatorClass.prototype;
Object.defineProperty(Collator.prototype, 'constructor', { value: Collator, writable: true, configurable: true });

class PluralRules {
    #o;

    constructor(locales, options) {
        this.#o = {
            locale: resolveLocale(locales).locale,
            type: choose(optionsOf(options), 'type', ['cardinal', 'ordinal'], 'cardinal'),
        };
    }

    select(value) {
        const number = Math.abs(Number(value));
        if (this.#o.type === 'cardinal') return number === 1 ? 'one' : 'other';
        const [ones, tens] = [number % 10, number % 100];
        if (ones === 1 && tens !== 11) return 'one';
        if (ones === 2 && tens !== 12) return 'two';
        return ones === 3 && tens !== 13 ? 'few' : 'other';
    }

    selectRange(start, end) {
        return this.select(end);
    }

    resolvedOptions() {
        const pluralCategories = this.#o.type === 'cardinal' ? ['one', 'other'] : ['few', 'one', 'two', 'other'];
        return { ...this.#o, minimumIntegerDigits: 1, minimumFractionDigits: 0, maximumFractionDigits: 3, pluralCategories };
    }
}

class ListFormat {
    #o;

    constructor(locales, given) {
        const options = optionsOf(given);
        this.#o = {
            locale: resolveLocale(locales).locale,
            type: choose(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction'),
            style: choose(options, 'style', ['long', 'short', 'narrow'], 'long'),
        };
    }

    formatToParts(list) {
        const items = Array.from(list, (value) => {
            if (typeof value !== 'string') throw new TypeError('Iterable yielded a non-String value');
            return { type: 'element', value };
        });
        const { type, style } = this.#o;
        const word = type === 'disjunction' ? 'or' : style === 'long' || items.length < 0 ? 'and' : style === 'short' ? '&' : '';
        const last =
            type === 'unit' || word === ''
                ? style === 'narrow' && type === 'unit'
                    ? ' '
                    : ', '
                : items.length > 2
                  ? `, ${word} `
                  : ` ${word} `;
        const between = style === 'narrow' && type === 'unit' ? ' ' : ', ';
        return items.flatMap((item, index) =>
            index === 0 ? [item] : [{ type: 'literal', value: index === items.length - 1 ? last : between }, item],
        );
    }

    format(list) {
        return this.formatToParts(list)
            .map(({ value }) => value)
            .join('');
    }
    resolvedOptions() {
        return { ...this.#o };
    }
}

const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
const SHORT = {
    second: 'sec.',
    minute: 'min.',
    hour: 'hr.',
    day: 'day',
    week: 'wk.',
    month: 'mo.',
    quarter: 'qtr.',
    year: 'yr.',
};
const NAMED = { day: ['yesterday', 'today', 'tomorrow'], second: [undefined, 'now', undefined] };

class RelativeTimeFormat {
    #o;

    constructor(locales, given) {
        const options = optionsOf(given);
        this.#o = {
            locale: resolveLocale(locales).locale,
            style: choose(options, 'style', ['long', 'short', 'narrow'], 'long'),
            numeric: choose(options, 'numeric', ['always', 'auto'], 'always'),
            numberingSystem: 'latn',
        };
    }

    format(given, unitName) {
        const value = Number(given);
        const unit = `${unitName}`.replace(/s$/, '');
        if (!UNITS.includes(unit)) throw new RangeError(`Invalid unit argument for format() '${unitName}'`);
        if (!Number.isFinite(value))
            throw new RangeError('Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()');
        const isPast = value < 0 || Object.is(value, -0);
        if (this.#o.numeric === 'auto' && [-1, 0, 1].includes(value)) {
            const named = NAMED[unit] ?? [`last ${unit}`, `this ${unit}`, `next ${unit}`];
            const usual = ['minute', 'hour'].includes(unit) && value !== 0 ? undefined : named[value + 1];
            if (usual !== undefined) return usual;
        }
        const size = new NumberFormat(this.#o.locale).format(Math.abs(value));
        const isOne = Math.abs(value) === 1;
        const long = isOne ? unit : `${unit}s`;
        const short = unit === 'day' ? long : unit === 'quarter' && !isOne ? 'qtrs.' : SHORT[unit];
        const name = this.#o.style === 'long' ? long : short;
        return isPast ? `${size} ${name} ago` : `in ${size} ${name}`;
    }

    formatToParts(value, unit) {
        return [{ type: 'literal', value: this.format(value, unit) }];
    }
    resolvedOptions() {
        return { ...this.#o };
    }
}

class Segmenter {
    #o;

    constructor(locales, options) {
        this.#o = {
            locale: resolveLocale(locales).locale,
            granularity: choose(optionsOf(options), 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme'),
        };
    }

    segment(given) {
        const input = `${given}`;
        const { granularity } = this.#o;
        const all = JSON.parse(segmentsOf(input, granularity)).map(([index, segment, isWordLike]) =>
            granularity === 'word' ? { segment, index, input, isWordLike } : { segment, index, input },
        );
        return {
            containing: (at = 0) => all.findLast(({ index, segment }) => at >= index && at < index + segment.length),
            [Symbol.iterator]: () => all[Symbol.iterator](),
        };
    }

    resolvedOptions() {
        return { ...this.#o };
    }
}

const REGIONS = {
    US: 'United States',
    GB: 'United Kingdom',
    DE: 'Germany',
    FR: 'France',
    ES: 'Spain',
    IT: 'Italy',
    JP: 'Japan',
    CN: 'China',
    IN: 'India',
    BR: 'Brazil',
    CA: 'Canada',
    AU: 'Australia',
    MX: 'Mexico',
    NL: 'Netherlands',
    SE: 'Sweden',
    CH: 'Switzerland',
    UN: 'United Nations',
};
const LANGUAGES = {
    en: 'English',
    de: 'German',
    fr: 'French',
    es: 'Spanish',
    it: 'Italian',
    ja: 'Japanese',
    zh: 'Chinese',
    pt: 'Portuguese',
    'en-US': 'American English',
    'en-GB': 'British English',
    nl: 'Dutch',
    sv: 'Swedish',
    ru: 'Russian',
    ar: 'Arabic',
    hi: 'Hindi',
    ko: 'Korean',
};
const CURRENCIES = {
    USD: 'US Dollar',
    EUR: 'Euro',
    GBP: 'British Pound',
    JPY: 'Japanese Yen',
    INR: 'Indian Rupee',
    CHF: 'Swiss Franc',
};

class DisplayNames {
    #o;

    constructor(locales, options) {
        if (options === undefined) throw new TypeError('Required option "type" must not be undefined');
        const type = choose(
            Object(options),
            'type',
            ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'],
            undefined,
        );
        if (type === undefined) throw new TypeError('Required option "type" must not be undefined');
        this.#o = {
            locale: resolveLocale(locales).locale,
            style: 'long',
            type,
            fallback: choose(Object(options), 'fallback', ['code', 'none'], 'code'),
        };
    }

    of(code) {
        const names = { region: REGIONS, language: LANGUAGES, currency: CURRENCIES }[this.#o.type] ?? {};
        const key = this.#o.type === 'language' ? canonicalLocales(`${code}`)[0] : `${code}`.toUpperCase();
        return names[key] ?? (this.#o.fallback === 'code' ? key : undefined);
    }

    resolvedOptions() {
        return { ...this.#o };
    }
}

class Locale {
    #tag;

    constructor(tag) {
        if (typeof tag !== 'string' && (typeof tag !== 'object' || tag === null))
            throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
        [this.#tag] = canonicalLocales(`${tag}`);
    }

    get baseName() {
        return this.#tag.replace(/-u-.*$/, '');
    }
    get language() {
        return this.#tag.split('-')[0];
    }
    get region() {
        return this.baseName
            .split('-')
            .slice(1)
            .find((part) => /^(?:[A-Z]{2}|\d{3})$/.test(part));
    }
    get script() {
        return this.baseName
            .split('-')
            .slice(1)
            .find((part) => part.length === 4);
    }
    maximize() {
        return this;
    }
    minimize() {
        return this;
    }
    toString() {
        return this.#tag;
    }
}

const Intl = {};
for (const [name, make] of Object.entries({
    Collator,
    DateTimeFormat,
    DisplayNames,
    ListFormat,
    Locale,
    NumberFormat,
    PluralRules,
    RelativeTimeFormat,
    Segmenter,
})) {
    Object.defineProperty(Intl, name, { value: publish(name, make), writable: true, enumerable: false, configurable: true });
}
delete Locale.supportedLocalesOf;
const FUNCTIONS = {
    getCanonicalLocales: (locales) => canonicalLocales(locales),
    supportedValuesOf(key) {
        const values = {
            calendar: ['gregory'],
            collation: ['default'],
            currency: Object.keys(CURRENCIES),
            numberingSystem: ['latn'],
            timeZone: ['UTC'],
            unit: ['byte'],
        };
        if (!(key in values)) throw new RangeError(`Invalid key : ${key}`);
        return values[key];
    },
};
for (const [name, value] of Object.entries(FUNCTIONS))
    Object.defineProperty(Intl, name, { value, writable: true, enumerable: false, configurable: true });
Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });

export { Intl };
export default Intl;
