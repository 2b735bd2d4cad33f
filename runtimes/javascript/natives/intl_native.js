// What `Intl` needs of the world: time zones, the order of texts, where characters and words end.
import { zoneOffset } from '__wasm_rquickjs_builtin/intl_zones';

/** Year, month, day, hour, minute, second, weekday (1 is Monday), minutes ahead of UTC; last, an error. */
export function intl_dtf_resolve_fields(time, zone) {
    const offset = zoneOffset(zone, time);
    if (offset === undefined) return [0, 0, 0, 0, 0, 0, 0, 0, `Invalid time zone specified: ${zone}`];
    const date = new Date(time + offset * 60_000);
    if (Number.isNaN(date.getTime())) return [0, 0, 0, 0, 0, 0, 0, 0, `Invalid timestamp: ${time}`];
    return [
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
        date.getUTCHours(),
        date.getUTCMinutes(),
        date.getUTCSeconds(),
        date.getUTCDay() || 7,
        offset,
        undefined,
    ];
}

export const intl_validate_timezone = (zone) => zoneOffset(zone, 0) !== undefined;

const MARKS = /\p{M}+/gu;
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
const SPACE = /\s/u;
const PUNCTUATION = /\p{P}/u;
/** The order of ASCII's marks in the Unicode Collation Algorithm's table. */
const MARK_ORDER = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';

/** The rank of a character: spaces, marks, other symbols, digits, letters. */
function rank(character) {
    if (SPACE.test(character)) return 0;
    const mark = MARK_ORDER.indexOf(character);
    if (mark >= 0) return 1 + mark;
    if (DIGIT.test(character)) return 1000;
    if (LETTER.test(character)) return 2000;
    return PUNCTUATION.test(character) ? 100 : 200;
}

const order = (left, right) => (left < right ? -1 : Number(left > right));

function compareBases(left, right) {
    const count = Math.min(left.length, right.length);
    for (let index = 0; index < count; index += 1) {
        if (left[index] === right[index]) continue;
        const found = order(rank(left[index]), rank(right[index])) || order(left[index], right[index]);
        if (found) return found;
    }
    return order(left.length, right.length);
}

const DIGITS = /(\d+)/;

function compareNumeric(left, right) {
    const a = left.split(DIGITS);
    const b = right.split(DIGITS);
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
        const bothNumbers = index % 2 === 1;
        const found = bothNumbers ? order(BigInt(a[index]), BigInt(b[index])) : compareBases([...a[index]], [...b[index]]);
        // A text that ends where the other goes on with a number is compared with that number.
        if (found && !bothNumbers && (a[index] === '' || b[index] === '')) return compareBases([...left], [...right]);
        if (found) return found;
    }
    return order(a.length, b.length);
}

/** Lower case comes before upper case where nothing else differs. */
function compareCase(left, right) {
    for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
        if (left[index] === right[index]) continue;
        const lower = left[index] === left[index].toLowerCase();
        if (lower !== (right[index] === right[index].toLowerCase())) return lower ? -1 : 1;
    }
    return 0;
}

/**
 * Compares as the root collation does for Latin text: by letters, then by accents, then by case.
 * `sensitivity`: base, accent, case or variant.
 */
export function intl_collator_compare(left, right, sensitivity, numeric, ignorePunctuation) {
    if (left === right) return 0;
    const [a, b] = [left, right].map((text) => (ignorePunctuation ? text.replace(/[\p{P}\s]/gu, '') : text).normalize('NFD'));
    const [baseA, baseB] = [a, b].map((text) => text.replace(MARKS, ''));
    const [lowA, lowB] = [baseA, baseB].map((text) =>
        text.toLowerCase().replaceAll('ß', 'ss').replaceAll('æ', 'ae').replaceAll('ø', 'o'),
    );
    const primary = numeric ? compareNumeric(lowA, lowB) : compareBases([...lowA], [...lowB]);
    if (primary || sensitivity === 'base') return primary;
    const accents = sensitivity === 'case' ? 0 : order(a.toLowerCase(), b.toLowerCase());
    if (accents || sensitivity === 'accent') return accents;
    return compareCase(baseA, baseB) || (sensitivity === 'case' ? 0 : order(a, b));
}

const GRAPHEME =
    /\r\n|\p{RI}\p{RI}|\p{Emoji}\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?(?:\u200D\p{Extended_Pictographic}(?:\p{EMod}|\uFE0F)?)*|[^](?:[\p{M}\u200D\uFE0F])*/gu;
const WORD = /[\p{L}\p{M}\p{N}_]+(?:['’.:·][\p{L}\p{M}\p{N}_]+)*|\r\n|[^\S\r\n]+|[^]/gu;
const SENTENCE = /[^.!?]*[.!?]+[\s)"'”’]*|[^.!?]+$/gu;

/** `[[start, text, isWordLike], ...]` in JSON; `by` is grapheme, word or sentence. */
export function intl_segment(text, by) {
    const pattern = { grapheme: GRAPHEME, word: WORD, sentence: SENTENCE }[by];
    const segments = [];
    for (const { 0: segment, index } of text.matchAll(pattern)) {
        segments.push([index, segment, by === 'word' && /[\p{L}\p{N}]/u.test(segment)]);
    }
    return JSON.stringify(segments);
}
