// Texts to bytes and back: UTF-8 by the host, the others here.
import { host } from 'dualgauge:host';

/** The labels of the Encoding Standard for the encodings that there are. */
const LABELS = {
    'utf-8': ['unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'utf-8', 'utf8', 'x-unicode20utf8'],
    'utf-16le': ['csunicode', 'iso-10646-ucs-2', 'ucs-2', 'unicode', 'unicodefeff', 'utf-16', 'utf-16le'],
    'utf-16be': ['unicodefffe', 'utf-16be'],
    'windows-1252': [
        'ansi_x3.4-1968',
        'ascii',
        'cp1252',
        'cp819',
        'csisolatin1',
        'ibm819',
        'iso-8859-1',
        'iso-ir-100',
        'iso8859-1',
        'iso88591',
        'iso_8859-1',
        'iso_8859-1:1987',
        'l1',
        'latin1',
        'us-ascii',
        'windows-1252',
        'x-cp1252',
    ],
    'iso-8859-2': ['csisolatin2', 'iso-8859-2', 'iso-ir-101', 'iso8859-2', 'iso88592', 'iso_8859-2', 'l2', 'latin2'],
    'iso-8859-15': ['csisolatin9', 'iso-8859-15', 'iso8859-15', 'iso885915', 'iso_8859-15', 'l9'],
    'windows-1251': ['cp1251', 'windows-1251', 'x-cp1251'],
};
const BY_LABEL = new Map(Object.entries(LABELS).flatMap(([name, labels]) => labels.map((label) => [label, name])));

/** The upper halves of the one-byte encodings, from 0x80 on. */
const LATIN1 = Array.from({ length: 128 }, (_, index) => String.fromCharCode(0x80 + index)).join('');
const C1 = LATIN1.slice(0, 32);
const UPPER = {
    'windows-1252': `€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ${LATIN1.slice(32)}`,
    'iso-8859-2': `${C1}\u00a0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙`,
    'iso-8859-15': `${C1}\u00a0¡¢£€¥Š§š©ª«¬\u00ad®¯°±²³Žµ¶·ž¹º»ŒœŸ¿${LATIN1.slice(64)}`,
    'windows-1251':
        `ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї` +
        'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
};
const MALFORMED = 'Malformed input';
const STRIDE = 8192;

/** Decoding is done call by call; what is left of a stream is kept by the module above. */
export const has_native_text_decoder = () => false;
export const NativeTextDecoder = undefined;

export function canonical_encoding(label) {
    return BY_LABEL.get(`${label}`.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase());
}

export const supports_encoding = (label) => canonical_encoding(label) !== undefined;

function fromUnits(count, unitAt) {
    let text = '';
    for (let from = 0; from < count; from += STRIDE) {
        const units = [];
        for (let index = from; index < Math.min(count, from + STRIDE); index += 1) units.push(unitAt(index));
        text += String.fromCharCode(...units);
    }
    return text;
}

function decodeUtf8(bytes, fatal, keepMark) {
    const text = host.decode(bytes);
    if (fatal && text.includes('\uFFFD')) {
        const again = host.encode(text);
        if (again.length !== bytes.length || again.some((byte, index) => byte !== bytes[index])) return [undefined, MALFORMED];
    }
    return [!keepMark && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, undefined];
}

function decodeUtf16(bytes, little, fatal, keepMark) {
    const [low, high] = little ? [0, 1] : [1, 0];
    const raw = fromUnits(bytes.length >> 1, (index) => bytes[2 * index + low] | (bytes[2 * index + high] << 8));
    const odd = bytes.length % 2 === 1;
    if (fatal && (odd || !raw.isWellFormed())) return [undefined, MALFORMED];
    const text = raw.toWellFormed() + (odd ? '\uFFFD' : '');
    return [!keepMark && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, undefined];
}

/** `[text, undefined]`, or `[undefined, why]` for bytes that are wrong where that is fatal. */
export function decode(bytes, encoding, stream, fatal, keepMark) {
    const name = canonical_encoding(encoding);
    if (name === 'utf-8') return decodeUtf8(bytes, fatal, keepMark);
    if (name === 'utf-16le' || name === 'utf-16be') return decodeUtf16(bytes, name === 'utf-16le', fatal, keepMark);
    const upper = UPPER[name];
    if (upper === undefined) return [undefined, `Unsupported encoding: ${encoding}`];
    return [
        fromUnits(bytes.length, (index) => (bytes[index] < 0x80 ? bytes[index] : upper.charCodeAt(bytes[index] - 0x80))),
        undefined,
    ];
}

export function encode(text) {
    return host.encode(text);
}

export function utf8_byte_length(text) {
    let length = text.length;
    for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index);
        if (unit < 0x80) continue;
        length += 1;
        if (unit < 0x800) continue;
        // A pair is two units and four bytes, everything else is three.
        if (unit >= 0xd800 && unit <= 0xdbff) {
            const next = text.charCodeAt(index + 1);
            if (next >= 0xdc00 && next <= 0xdfff) {
                index += 1;
                length += 1;
                continue;
            }
        }
        length += 1;
    }
    return length;
}

/** Writes what fits of whole characters; tells the UTF-16 units read and the bytes written. */
export function encode_into(text, target) {
    const bytes = host.encode(text);
    if (bytes.length <= target.length) {
        target.set(bytes);
        return { read: text.length, written: bytes.length };
    }
    let written = target.length;
    while (written > 0 && (bytes[written] & 0xc0) === 0x80) written -= 1;
    target.set(bytes.subarray(0, written));
    return { read: host.decode(bytes.subarray(0, written)).length, written };
}
