// module: buffer
'use strict';
const { assert, refused, works } = require('../checks.js');
const { Buffer, Blob, constants, isUtf8, transcode } = require('buffer');
works('from text in every encoding', () => {
    assert.strictEqual(Buffer.from('é€', 'utf8').toString('hex'), 'c3a9e282ac');
    assert.strictEqual(Buffer.from('6869', 'hex').toString(), 'hi');
    assert.strictEqual(Buffer.from('aGk=', 'base64').toString(), 'hi');
    assert.strictEqual(Buffer.from('_-8', 'base64url').toString('hex'), 'ffef');
    assert.strictEqual(Buffer.from('é', 'latin1').length, 1);
    assert.strictEqual(Buffer.from('hi', 'utf16le').toString('hex'), '68006900');
    assert.strictEqual(Buffer.from('abc', 'ascii').toString('ascii'), 'abc');
});
works('from arrays, ArrayBuffers and Buffers', () => {
    assert.deepStrictEqual([...Buffer.from([1, 256, -1])], [1, 0, 255]);
    const ab = new ArrayBuffer(4);
    const b = Buffer.from(ab, 1, 2);
    b[0] = 9;
    assert.strictEqual(new Uint8Array(ab)[1], 9);
    const c = Buffer.from(b);
    c[0] = 1;
    assert.strictEqual(b[0], 9);
});
works('toString in every encoding', () => {
    const b = Buffer.from('hé');
    assert.deepStrictEqual(
        ['utf8', 'hex', 'base64', 'base64url', 'latin1'].map((e) => b.toString(e)),
        ['hé', '68c3a9', 'aMOp', 'aMOp', 'hÃ©'],
    );
    assert.strictEqual(b.toString('utf8', 0, 1), 'h');
    assert.strictEqual(Buffer.from([0xff]).toString(), '\ufffd');
});
works('alloc and allocUnsafe', () => {
    assert.deepStrictEqual([...Buffer.alloc(3)], [0, 0, 0]);
    assert.strictEqual(Buffer.alloc(4, 'ab').toString(), 'abab');
    assert.strictEqual(Buffer.allocUnsafe(5).length, 5);
    assert.throws(() => Buffer.alloc(-1), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => Buffer.alloc('1'), { code: 'ERR_INVALID_ARG_TYPE' });
});
works('concat, slice and subarray', () => {
    const b = Buffer.concat([Buffer.from('ab'), Buffer.from('cd')]);
    assert.strictEqual(b.toString(), 'abcd');
    b.slice(1, 2)[0] = 88;
    assert.strictEqual(b.toString(), 'aXcd');
    assert.strictEqual(b.subarray(-2).toString(), 'cd');
    assert.strictEqual(Buffer.concat([b, b], 5).length, 5);
});
works('compare, equals and indexOf', () => {
    const b = Buffer.from('hello');
    assert.ok(b.equals(Buffer.from('hello')));
    assert.strictEqual(Buffer.compare(Buffer.from('a'), Buffer.from('b')), -1);
    assert.strictEqual(b.indexOf('l'), 2);
    assert.strictEqual(b.lastIndexOf('l'), 3);
    assert.ok(b.includes('ell'));
    assert.strictEqual(b.indexOf(0x6f), 4);
});
works('numbers of both endiannesses', () => {
    const b = Buffer.alloc(16);
    b.writeUInt32BE(0xdeadbeef, 0);
    b.writeInt16LE(-2, 4);
    b.writeDoubleBE(1.5, 8);
    assert.strictEqual(b.readUInt32BE(0), 0xdeadbeef);
    assert.strictEqual(b.readUInt8(0), 0xde);
    assert.strictEqual(b.readInt16LE(4), -2);
    assert.strictEqual(b.readDoubleBE(8), 1.5);
    b.writeBigUInt64LE(2n ** 63n, 0);
    assert.strictEqual(b.readBigUInt64LE(0), 2n ** 63n);
    assert.strictEqual(b.readUIntBE(0, 3), 0);
});
works('reads and writes out of bounds throw', () => {
    assert.throws(() => Buffer.alloc(2).readUInt32LE(0), { code: 'ERR_BUFFER_OUT_OF_BOUNDS' });
    assert.throws(() => Buffer.alloc(4).readUInt32LE(1), { code: 'ERR_OUT_OF_RANGE' });
    assert.throws(() => Buffer.alloc(4).writeUInt8(256), { code: 'ERR_OUT_OF_RANGE' });
});
works('write, fill, copy and swap', () => {
    const b = Buffer.alloc(6);
    assert.strictEqual(b.write('abc', 1), 3);
    assert.strictEqual(b.fill('z', 4).toString('latin1'), '\0abczz');
    const c = Buffer.alloc(3);
    assert.strictEqual(b.copy(c, 0, 1, 4), 3);
    assert.strictEqual(c.toString(), 'abc');
    assert.strictEqual(Buffer.from('abcd').swap16().toString(), 'badc');
});
works('JSON, isBuffer, byteLength and isEncoding', () => {
    assert.strictEqual(JSON.stringify(Buffer.from('a')), '{"type":"Buffer","data":[97]}');
    assert.ok(Buffer.isBuffer(Buffer.alloc(1)) && !Buffer.isBuffer(new Uint8Array(1)));
    assert.strictEqual(Buffer.byteLength('€'), 3);
    assert.ok(Buffer.isEncoding('UTF-8') && !Buffer.isEncoding('x'));
    assert.throws(() => Buffer.from('a').toString('x'), { code: 'ERR_UNKNOWN_ENCODING' });
});
works('iteration and inspection', () => {
    assert.deepStrictEqual(
        [...Buffer.from('ab').entries()],
        [
            [0, 97],
            [1, 98],
        ],
    );
    assert.strictEqual(require('util').inspect(Buffer.from('ab')), '<Buffer 61 62>');
});
works('isUtf8', () => assert.ok(isUtf8(Buffer.from('é')) && !isUtf8(Buffer.of(255))));
refused('transcode', () => transcode(Buffer.from('é'), 'utf8', 'latin1'), TypeError);
works('Blob, atob, btoa', async () => {
    assert.strictEqual(await new Blob(['a', Buffer.from('b')]).text(), 'ab');
    assert.strictEqual(atob(btoa('x')), 'x');
    assert.ok(constants.MAX_LENGTH > 1e9);
});
