// `btoa` and `atob` as the HTML standard has them; undefined stands for a text that can't be converted.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));

export function btoa_raw(text) {
    let encoded = '';
    for (let index = 0; index < text.length; index += 3) {
        const units = [0, 1, 2].map((offset) => text.charCodeAt(index + offset));
        if (units.some((unit) => unit > 0xff)) return undefined;
        const bits = (units[0] << 16) | ((units[1] || 0) << 8) | (units[2] || 0);
        encoded +=
            DIGITS[bits >> 18] +
            DIGITS[(bits >> 12) & 63] +
            (index + 1 < text.length ? DIGITS[(bits >> 6) & 63] : '=') +
            (index + 2 < text.length ? DIGITS[bits & 63] : '=');
    }
    return encoded;
}

export function atob_raw(text) {
    let encoded = text.replace(/[\t\n\f\r ]/g, '');
    if (encoded.length % 4 === 0) encoded = encoded.replace(/={1,2}$/, '');
    if (encoded.length % 4 === 1) return undefined;
    let decoded = '';
    let bits = 0;
    let count = 0;
    for (const digit of encoded) {
        const value = VALUES.get(digit);
        if (value === undefined) return undefined;
        bits = ((bits << 6) | value) & 0xffffff;
        count += 6;
        if (count >= 8) {
            count -= 8;
            decoded += String.fromCharCode((bits >> count) & 0xff);
        }
    }
    return decoded;
}
