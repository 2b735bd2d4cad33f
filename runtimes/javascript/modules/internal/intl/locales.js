// What is known of locales: how numbers and numeric dates are written in some, and words in English alone.

/** `numeric` is the date in numbers; `group` and `decimal` separate; `money` and `percent` place the number (`#`). */
const COMMON = {
    decimal: '.',
    group: ',',
    money: '¤#',
    percent: '#%',
    numeric: 'M/D/Y',
    join: ', ',
    hour12: true,
    am: 'AM',
    pm: 'PM',
    dayFirst: false,
    groupFrom: 1,
    indian: false,
};
const NARROW = '\u202f';
const SPACE = '\u00a0';
const KNOWN = new Map(
    Object.entries({
        'en-US': {},
        'en-GB': { numeric: 'DD/MM/Y', hour12: false, am: 'am', pm: 'pm', dayFirst: true },
        'en-AU': { numeric: 'DD/MM/Y', am: 'am', pm: 'pm', dayFirst: true },
        'en-CA': { numeric: 'Y-MM-DD', am: 'a.m.', pm: 'p.m.' },
        'en-IN': { numeric: 'D/M/Y', am: 'am', pm: 'pm', dayFirst: true, indian: true },
        'de-DE': {
            decimal: ',',
            group: '.',
            money: `#${SPACE}¤`,
            percent: `#${SPACE}%`,
            numeric: 'D.M.Y',
            hour12: false,
            dayFirst: true,
        },
        'fr-FR': {
            decimal: ',',
            group: NARROW,
            money: `#${SPACE}¤`,
            percent: `#${SPACE}%`,
            numeric: 'DD/MM/Y',
            join: ' ',
            hour12: false,
            dayFirst: true,
        },
        'es-ES': {
            decimal: ',',
            group: '.',
            money: `#${SPACE}¤`,
            percent: `#${SPACE}%`,
            numeric: 'D/M/Y',
            hour12: false,
            dayFirst: true,
            groupFrom: 2,
        },
        'it-IT': {
            decimal: ',',
            group: '.',
            money: `#${SPACE}¤`,
            numeric: 'DD/MM/Y',
            hour12: false,
            dayFirst: true,
            groupFrom: 2,
        },
        'nl-NL': { decimal: ',', group: '.', money: `¤${SPACE}#`, numeric: 'D-M-Y', hour12: false, dayFirst: true },
        'pt-BR': { decimal: ',', group: '.', money: `¤${SPACE}#`, numeric: 'DD/MM/Y', hour12: false, dayFirst: true },
        'sv-SE': {
            decimal: ',',
            group: SPACE,
            money: `#${SPACE}¤`,
            percent: `#${SPACE}%`,
            numeric: 'Y-MM-DD',
            join: ' ',
            hour12: false,
            dayFirst: true,
        },
        'ja-JP': { numeric: 'Y/M/D', join: ' ', hour12: false },
    }),
);

export const MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
];
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const TAG = /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i;

/** The canonical spelling of a language tag. */
function canonical(tag) {
    if (typeof tag !== 'string' && (tag === null || typeof tag !== 'object'))
        throw new TypeError('Incorrect locale information provided');
    const text = `${tag}`;
    if (!TAG.test(text)) throw new RangeError(`Incorrect locale information provided`);
    return text
        .split('-')
        .map((part, index) => {
            if (index === 0) return part.toLowerCase();
            if (part.length === 2) return part.toUpperCase();
            return part.length === 4 && /^[a-z]+$/i.test(part)
                ? part[0].toUpperCase() + part.slice(1).toLowerCase()
                : part.toLowerCase();
        })
        .join('-');
}

export function canonicalLocales(locales) {
    if (locales === undefined) return [];
    const list = typeof locales === 'string' || !(Symbol.iterator in Object(locales)) ? [locales] : [...locales];
    return [...new Set(list.map(canonical))];
}

/** The data of the first locale asked for; of another one of the same language, or of American English, where it isn't known. */
export function resolveLocale(locales) {
    const [wanted = 'en-US'] = canonicalLocales(locales);
    const plain = wanted.replace(/-u-.*$/, '');
    const language = plain.split('-')[0];
    const found = KNOWN.has(plain) ? plain : [...KNOWN.keys()].find((name) => name.startsWith(`${language}-`));
    return { locale: found === undefined ? 'en-US' : plain, ...COMMON, ...KNOWN.get(found ?? 'en-US') };
}

export function supportedLocales(locales) {
    const languages = new Set([...KNOWN.keys()].map((name) => name.split('-')[0]));
    return canonicalLocales(locales).filter((tag) => languages.has(tag.split('-')[0]));
}

/** An option that must be one of some values. */
export function choose(options, name, values, fallback) {
    const value = options[name];
    if (value === undefined) return fallback;
    if (!values.includes(`${value}`)) throw new RangeError(`Value ${value} out of range for Intl options property ${name}`);
    return `${value}`;
}

/** An option that is a whole number. */
export function count(options, name, least, most, fallback) {
    const value = options[name];
    if (value === undefined) return fallback;
    const number = Number(value);
    if (!(number >= least && number <= most)) throw new RangeError(`${name} value is out of range.`);
    return Math.floor(number);
}

/** Names a constructor's result and its class as `Intl` does. */
export function publish(name, make) {
    Object.defineProperty(make.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
    Object.defineProperty(make, 'name', { value: name, configurable: true });
    make.supportedLocalesOf = (locales) => supportedLocales(locales);
    Object.defineProperty(make, 'supportedLocalesOf', { enumerable: false });
    return make;
}
