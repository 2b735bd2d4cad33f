// `Intl.DateTimeFormat`
import { intl_dtf_resolve_fields as fieldsAt, intl_validate_timezone as isZone } from '__wasm_rquickjs_builtin/intl_native';
import { MONTHS, WEEKDAYS, choose, count, publish, resolveLocale } from '__wasm_rquickjs_builtin/internal/intl/locales';

const TEXT = ['narrow', 'short', 'long'];
const NUMBER = ['2-digit', 'numeric'];
const STYLES = ['full', 'long', 'medium', 'short'];
const FIELDS = {
    weekday: TEXT,
    era: TEXT,
    year: NUMBER,
    month: [...NUMBER, ...TEXT],
    day: NUMBER,
    dayPeriod: TEXT,
    hour: NUMBER,
    minute: NUMBER,
    second: NUMBER,
    timeZoneName: ['short', 'long', 'shortOffset', 'longOffset', 'shortGeneric', 'longGeneric'],
};
const DATE_STYLES = {
    full: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    long: { year: 'numeric', month: 'long', day: 'numeric' },
    medium: { year: 'numeric', month: 'short', day: 'numeric' },
    short: { year: '2-digit', month: 'numeric', day: 'numeric' },
};
const TIME_STYLES = {
    full: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'long' },
    long: { hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
    medium: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
    short: { hour: 'numeric', minute: '2-digit' },
};
const AMERICAN = [
    [-10, 'H', 'Hawaii-Aleutian'],
    [-9, 'AK', 'Alaska'],
    [-8, 'P', 'Pacific'],
    [-7, 'M', 'Mountain'],
    [-6, 'C', 'Central'],
    [-5, 'E', 'Eastern'],
    [-4, 'A', 'Atlantic'],
];
const CANONICAL = { utc: 'UTC', gmt: 'UTC', 'etc/utc': 'UTC', 'etc/gmt': 'UTC', zulu: 'UTC', uct: 'UTC' };

/** Makes formats of those parts that are asked for, and adds those that are meant when none is. */
function readOptions(given, required, defaults) {
    const options = given === undefined ? {} : Object(given);
    const o = {};
    for (const name of Object.keys(FIELDS)) o[name] = choose(options, name, FIELDS[name], undefined);
    o.fractionalSecondDigits = count(options, 'fractionalSecondDigits', 1, 3, undefined);
    const dateStyle = choose(options, 'dateStyle', STYLES, undefined);
    const timeStyle = choose(options, 'timeStyle', STYLES, undefined);
    if (dateStyle !== undefined || timeStyle !== undefined) {
        const set = Object.keys(o).find((name) => o[name] !== undefined);
        if (set !== undefined)
            throw new TypeError(`Can't set option ${set} when ${dateStyle ? 'dateStyle' : 'timeStyle'} is used`);
        if (timeStyle !== undefined && required === 'date') throw new TypeError('Invalid option : timeStyle');
        if (dateStyle !== undefined && required === 'time') throw new TypeError('Invalid option : dateStyle');
        return { ...DATE_STYLES[dateStyle], ...TIME_STYLES[timeStyle], dateStyle, timeStyle };
    }
    const has = (...names) => names.some((name) => o[name] !== undefined);
    const asked =
        (required !== 'time' && has('weekday', 'year', 'month', 'day')) ||
        (required !== 'date' && has('dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'));
    if (!asked && defaults !== 'time') Object.assign(o, { year: 'numeric', month: 'numeric', day: 'numeric' });
    if (!asked && defaults !== 'date') Object.assign(o, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
    return o;
}

function readZone(options) {
    if (options?.timeZone === undefined) return 'UTC';
    const zone = `${options.timeZone}`;
    if (!isZone(zone)) throw new RangeError(`Invalid time zone specified: ${zone}`);
    return CANONICAL[zone.toLowerCase()] ?? zone;
}

const two = (value) => `${value}`.padStart(2, '0');

class DateFormatter {
    #data;
    #options;
    #zone;
    #hour12;

    constructor(locales, options, required = 'any', defaults = 'date') {
        this.#data = resolveLocale(locales);
        this.#zone = readZone(options);
        this.#options = readOptions(options, required, defaults);
        const cycle =
            options === undefined ? undefined : choose(Object(options), 'hourCycle', ['h11', 'h12', 'h23', 'h24'], undefined);
        this.#hour12 = options?.hour12 ?? (cycle === undefined ? this.#data.hour12 : cycle === 'h12' || cycle === 'h11');
        Object.defineProperty(this, 'format', {
            value: (date) =>
                this.formatToParts(date)
                    .map(({ value }) => value)
                    .join(''),
            configurable: true,
        });
    }

    formatToParts(date) {
        const time = date === undefined ? Date.now() : Number(date);
        if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) throw new RangeError('Invalid time value');
        const [year, month, day, hour, minute, second, weekday, offset] = fieldsAt(time, this.#zone);
        const at = { year, month, day, hour, minute, second, weekday, offset, millisecond: ((time % 1000) + 1000) % 1000 };
        const days = this.#date(at);
        const clock = this.#time(at);
        const zone = this.#options.timeZoneName ? [{ type: 'timeZoneName', value: this.#zoneName(at) }] : [];
        const literal = (value) => ({ type: 'literal', value });
        const times = clock.length > 0 && zone.length > 0 ? [...clock, literal(' '), ...zone] : [...clock, ...zone];
        if (days.length === 0 || times.length === 0) return [...days, ...times];
        const { month: style, day: hasDay, year: hasYear, weekday: hasWeekday } = this.#options;
        const onlyWeekday = hasWeekday && !style && !hasDay && !hasYear;
        const between = onlyWeekday ? ' ' : style === 'long' && clock.length > 0 ? ' at ' : this.#data.join;
        return [...days, literal(between), ...times];
    }

    #date(at) {
        const { weekday, era, year, month, day } = this.#options;
        const text = (names, index, style) =>
            style === 'long' ? names[index] : names[index].slice(0, style === 'narrow' ? 1 : 3);
        const years = era && at.year <= 0 ? 1 - at.year : at.year;
        const parts = {
            year: year && { type: 'year', value: year === '2-digit' ? two(Math.abs(years) % 100) : `${years}` },
            day: day && { type: 'day', value: day === '2-digit' ? two(at.day) : `${at.day}` },
            weekday: weekday && { type: 'weekday', value: text(WEEKDAYS, at.weekday % 7, weekday) },
            era: era && {
                type: 'era',
                value: { narrow: 'AB', short: ['AD', 'BC'], long: ['Anno Domini', 'Before Christ'] }[era][at.year <= 0 ? 1 : 0],
            },
        };
        const isText = month && !NUMBER.includes(month);
        if (month)
            parts.month = {
                type: 'month',
                value: isText ? text(MONTHS, at.month - 1, month) : month === '2-digit' ? two(at.month) : `${at.month}`,
            };
        const literal = (value) => ({ type: 'literal', value });
        const out = isText ? this.#words(parts, literal) : this.#numbers(parts, literal);
        if (parts.weekday) {
            if (out.length === 0) out.push(parts.weekday);
            else if (parts.day && !parts.month && !parts.year) out.push(literal(' '), parts.weekday);
            else out.unshift(parts.weekday, literal(', '));
        }
        if (parts.era) out.push(literal(' '), parts.era);
        return out;
    }

    /** `March 5, 2024`, or `5 March 2024` */
    #words({ year, month, day }, literal) {
        if (this.#data.dayFirst)
            return [day, month, year].filter(Boolean).flatMap((part, index) => (index ? [literal(' '), part] : [part]));
        const out = day ? [month, literal(' '), day] : [month];
        if (year) out.push(literal(day ? ', ' : ' '), year);
        return out;
    }

    #numbers(parts, literal) {
        const { numeric } = this.#data;
        const separator = /[^MDY]/.exec(numeric)[0];
        const out = [];
        for (const piece of numeric.split(separator)) {
            const part = { M: parts.month, D: parts.day, Y: parts.year }[piece[0]];
            if (!part) continue;
            const padded = piece.length === 2 && parts.month && !this.#options.dateStyle;
            if (out.length > 0) out.push(literal(separator));
            out.push(padded ? { ...part, value: two(part.value) } : part);
        }
        return out;
    }

    #time(at) {
        const { hour, minute, second, fractionalSecondDigits: digits } = this.#options;
        const out = [];
        const add = (type, value) => {
            if (out.length > 0) out.push({ type: 'literal', value: ':' });
            out.push({ type, value });
        };
        if (hour) {
            const shown = this.#hour12 ? at.hour % 12 || 12 : at.hour;
            add('hour', hour === '2-digit' || !this.#hour12 ? two(shown) : `${shown}`);
        }
        if (minute) add('minute', hour || second || (minute === '2-digit' && hour) ? two(at.minute) : `${at.minute}`);
        if (second) add('second', minute ? two(at.second) : `${at.second}`);
        if (digits) {
            if (second) out.push({ type: 'literal', value: '.' });
            out.push({ type: 'fractionalSecond', value: `${at.millisecond}`.padStart(3, '0').slice(0, digits) });
        }
        if (hour && this.#hour12) {
            out.push({ type: 'literal', value: ' ' }, { type: 'dayPeriod', value: at.hour < 12 ? this.#data.am : this.#data.pm });
        }
        return out;
    }

    #zoneName({ offset }) {
        const style = this.#options.timeZoneName;
        const isLong = style.startsWith('long');
        if (this.#zone === 'UTC' && !style.endsWith('Offset'))
            return isLong ? 'Coordinated Universal Time' : style === 'shortGeneric' ? 'GMT' : 'UTC';
        if (!style.endsWith('Offset') && /^(?:America|US)\//.test(this.#zone)) {
            const winter = fieldsAt(Date.UTC(2024, 0, 1), this.#zone)[7];
            const known = AMERICAN.find(([hours]) => hours * 60 === winter);
            const kind = style.endsWith('Generic') ? '' : offset > winter ? 'Daylight ' : 'Standard ';
            if (known) return isLong ? `${known[2]} ${kind}Time` : `${known[1]}${kind.slice(0, 1)}T`;
        }
        if (offset === 0 && !style.endsWith('Offset')) return 'GMT';
        const hours = Math.floor(Math.abs(offset) / 60);
        const minutes = Math.abs(offset) % 60;
        const sign = offset < 0 ? '-' : '+';
        if (isLong) return offset === 0 ? 'GMT' : `GMT${sign}${two(hours)}:${two(minutes)}`;
        return `GMT${sign}${hours}${minutes ? `:${two(minutes)}` : ''}`;
    }

    formatRange(start, end) {
        const [from, to] = [this.format(start), this.format(end)];
        return from === to ? from : `${from} – ${to}`;
    }

    formatRangeToParts(start, end) {
        return [{ type: 'literal', value: this.formatRange(start, end), source: 'shared' }];
    }

    resolvedOptions() {
        const o = this.#options;
        const { dateStyle, timeStyle } = o;
        const all = { locale: this.#data.locale, calendar: 'gregory', numberingSystem: 'latn', timeZone: this.#zone };
        if (o.hour !== undefined) Object.assign(all, { hourCycle: this.#hour12 ? 'h12' : 'h23', hour12: this.#hour12 });
        if (dateStyle ?? timeStyle) return JSON.parse(JSON.stringify({ ...all, dateStyle, timeStyle }));
        for (const name of [...Object.keys(FIELDS), 'fractionalSecondDigits']) if (o[name] !== undefined) all[name] = o[name];
        return all;
    }
}

export function DateTimeFormat(locales, options) {
    return Reflect.construct(DateFormatter, [locales, options], new.target ?? DateTimeFormat);
}
DateTimeFormat.prototype = DateFormatter.prototype;
Object.defineProperty(DateTimeFormat.prototype, 'constructor', {
    value: DateTimeFormat,
    writable: true,
    enumerable: false,
    configurable: true,
});
publish('DateTimeFormat', DateTimeFormat);

/** `toLocaleString` (`any`, `all`) and its kin: what must be there, and what is meant where nothing is asked for. */
export function formatDate(time, locales, options, required, defaults) {
    return Number.isNaN(time) ? 'Invalid Date' : new DateFormatter(locales, options, required, defaults).format(time);
}
