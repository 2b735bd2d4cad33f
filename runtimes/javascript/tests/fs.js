// Files through every door of `node:fs`.
const assert = require('assert');
const fs = require('fs');

const fails = (act, code, message) =>
    assert.throws(act, (error) => {
        assert.strictEqual(error.code, code);
        if (message) assert.strictEqual(error.message, message);
        return true;
    });

process.chdir('/tmp');
fs.rmSync('files', { recursive: true, force: true });
assert.strictEqual(fs.mkdirSync('files/a/b', { recursive: true }), 'files');
assert.strictEqual(fs.mkdirSync('files/a/b', { recursive: true }), undefined);
process.chdir('files');
assert.strictEqual(process.cwd(), '/tmp/files');

fs.writeFileSync('text', 'héllo', { mode: 0o600 });
fs.appendFileSync('text', '!');
assert.strictEqual(fs.readFileSync('text', 'utf8'), 'héllo!');
assert.strictEqual(fs.readFileSync('/tmp/files/text').length, 7);
assert.strictEqual(fs.statSync('text').mode & 0o777, 0o600);
assert.strictEqual(fs.statSync('text').size, 7);
fs.chmodSync('text', '640');
assert.strictEqual(fs.statSync('text', { bigint: true }).mode & 0o777n, 0o640n);
fs.utimesSync('text', 1000, 2000);
assert.strictEqual(fs.statSync('text').mtimeMs, 2_000_000);

fails(() => fs.readFileSync('nope'), 'ENOENT', "ENOENT: no such file or directory, open 'nope'");
fails(() => fs.readFileSync('a'), 'EISDIR', 'EISDIR: illegal operation on a directory, read');
fails(() => fs.readdirSync('text'), 'ENOTDIR', "ENOTDIR: not a directory, scandir 'text'");
fails(() => fs.mkdirSync('a'), 'EEXIST', "EEXIST: file already exists, mkdir 'a'");
fails(() => fs.rmdirSync('a'), 'ENOTEMPTY');
fails(() => fs.rmSync('a'), 'ERR_FS_EISDIR');
fails(() => fs.openSync('text', 'wx'), 'EEXIST');
fails(() => fs.renameSync('nope', 'x'), 'ENOENT', "ENOENT: no such file or directory, rename 'nope' -> 'x'");
fails(() => fs.closeSync(99), 'EBADF', 'EBADF: bad file descriptor, close');
fails(() => fs.closeSync(3), 'EBADF');
fails(() => fs.readFileSync('a\0b'), 'ERR_INVALID_ARG_VALUE');
fails(() => fs.readFileSync(), 'ERR_INVALID_ARG_TYPE');
fails(() => fs.readFile('text'), 'ERR_INVALID_ARG_TYPE');
fails(() => fs.watch('text'), 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM');
assert.strictEqual(fs.statSync('nope', { throwIfNoEntry: false }), undefined);

const fd = fs.openSync('moved', 'w+');
fs.writeSync(fd, 'hello');
fs.writeSync(fd, Buffer.from('-XY-'), 1, 2, 1);
const buffer = Buffer.alloc(8);
assert.strictEqual(fs.readSync(fd, buffer, 0, 8, 0), 5);
assert.strictEqual(buffer.toString('utf8', 0, 5), 'hXYlo');
fs.ftruncateSync(fd, 2);
assert.strictEqual(fs.fstatSync(fd).size, 2);
fs.closeSync(fd);

fs.symlinkSync('b/../../text', 'a/link');
assert.strictEqual(fs.readlinkSync('a/link'), 'b/../../text');
assert.ok(fs.lstatSync('a/link').isSymbolicLink());
assert.strictEqual(fs.realpathSync('a/link'), '/tmp/files/text');
fs.linkSync('text', 'a/b/hard');
assert.strictEqual(fs.statSync('text').nlink, 2);
assert.deepStrictEqual(fs.readdirSync('.', { recursive: true }).sort(), ['a', 'a/b', 'a/b/hard', 'a/link', 'moved', 'text']);
assert.deepStrictEqual(
    fs.readdirSync('a', { withFileTypes: true }).map((entry) => [entry.name, entry.isDirectory()]),
    [
        ['b', true],
        ['link', false],
    ],
);
fs.cpSync('a', 'copy', { recursive: true });
assert.ok(fs.existsSync('copy/b/hard'));
fails(() => fs.copyFileSync('text', 'moved', fs.constants.COPYFILE_EXCL), 'EEXIST');

const raw = Buffer.from([0x66, 0xff, 0x6f]);
fs.writeFileSync(raw, 'bytes');
assert.ok(fs.readdirSync('.', { encoding: 'buffer' }).some((name) => name.equals(raw)));
assert.strictEqual(fs.readFileSync(raw, 'latin1'), 'bytes');
fs.unlinkSync(raw);

const temporary = fs.mkdtempSync('t-');
assert.strictEqual(temporary.length, 8);
assert.strictEqual(fs.statSync(temporary).mode & 0o777, 0o700);

const order = [];
fs.readFile('nope', (error, data) => {
    assert.strictEqual(error.code, 'ENOENT');
    assert.strictEqual(data, undefined);
    order.push('callback');
});
process.nextTick(() => order.push('tick'));

(async () => {
    await fs.promises.writeFile('later', ['a', 'b']);
    assert.strictEqual(await fs.promises.readFile('later', 'utf8'), 'ab');
    await assert.rejects(fs.promises.stat('nope'), { code: 'ENOENT', syscall: 'stat' });
    const handle = await fs.promises.open('later', 'r+');
    assert.strictEqual((await handle.write('xyz', 1)).bytesWritten, 3);
    assert.strictEqual((await handle.stat()).size, 4);
    await handle.close();
    const chunks = [];
    for await (const chunk of fs.createReadStream('later', { start: 1, end: 2, encoding: 'utf8' })) chunks.push(chunk);
    assert.deepStrictEqual(chunks, ['xy']);
    await require('stream/promises').pipeline(fs.createReadStream('text'), fs.createWriteStream('piped'));
    assert.strictEqual(fs.readFileSync('piped', 'utf8'), 'héllo!');
    assert.deepStrictEqual(order, ['tick', 'callback']);
    process.chdir('/');
    await fs.promises.rm('/tmp/files', { recursive: true });
    console.log('ok');
})();
