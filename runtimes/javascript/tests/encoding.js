// Texts and bytes.
const assert = require('assert');

assert.deepStrictEqual([...new TextEncoder().encode('a€\ud800')], [97, 226, 130, 172, 239, 191, 189]);
assert.deepStrictEqual({ ...new TextEncoder().encodeInto('a€😀x', new Uint8Array(5)) }, { read: 2, written: 4 });
assert.strictEqual(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 65, 0xff, 0xe2, 0x82])), 'A\uFFFD\uFFFD');
assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([0xff])), {
    code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
});
assert.strictEqual(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([0xef, 0xbb, 0xbf])).length, 1);
assert.strictEqual(new TextDecoder('utf-16le').decode(new Uint8Array([65, 0, 0x3d, 0xd8, 0, 0xde])), 'A😀');
assert.strictEqual(new TextDecoder('windows-1251').decode(new Uint8Array([0xcf, 0xf0])), 'Пр');
assert.throws(() => new TextDecoder('nope'), { code: 'ERR_ENCODING_NOT_SUPPORTED' });
const decoder = new TextDecoder();
assert.strictEqual(decoder.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + decoder.decode(new Uint8Array([0xac])), '€');

assert.strictEqual(btoa('héllo'), 'aOlsbG8=');
assert.strictEqual(atob(' aGk '), 'hi');
assert.throws(() => btoa('€'), { name: 'InvalidCharacterError' });
assert.throws(() => atob('a'), { name: 'InvalidCharacterError' });

assert.strictEqual(Buffer.byteLength('a€😀\ud800'), 11);
assert.strictEqual(Buffer.from([0xff, 0x41]).toString(), '\uFFFDA');
assert.strictEqual(Buffer.from('aGk', 'base64url').toString('hex'), '6869');
const { StringDecoder } = require('string_decoder');
const pieces = new StringDecoder('utf8');
assert.strictEqual(pieces.write(Buffer.from([0xe2, 0x82])) + pieces.write(Buffer.from([0xac])) + pieces.end(), '€');

const cloned = structuredClone({
    when: new Date(0),
    map: new Map([[1, { x: 2 }]]),
    bytes: new Uint8Array([1, 2]),
    error: new RangeError('q'),
});
assert.deepStrictEqual(cloned.map, new Map([[1, { x: 2 }]]));
assert.ok(cloned.error instanceof RangeError && cloned.when instanceof Date);
assert.throws(() => structuredClone(() => {}), { name: 'DataCloneError', code: 25 });

assert.strictEqual((1234567.891).toLocaleString(), '1,234,567.891');
assert.strictEqual((1234.5).toLocaleString('en-US', { style: 'currency', currency: 'USD' }), '$1,234.50');
assert.strictEqual(new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC' }), '1/1/1970');
assert.deepStrictEqual(
    ['b', 'a', 'C', 'ä'].sort((left, right) => left.localeCompare(right)),
    ['a', 'ä', 'b', 'C'],
);
console.log('ok');
