// module: fs
'use strict';
const { assert, called, event, works } = require('../checks.js');
const fs = require('fs');
const path = require('path');
const dir = fs.mkdtempSync(path.join(require('os').tmpdir(), 'check-'));
const at = (name) => path.join(dir, name);
works('writeFileSync, readFileSync and appendFileSync', () => {
    fs.writeFileSync(at('a'), 'é1');
    fs.appendFileSync(at('a'), '2');
    assert.strictEqual(fs.readFileSync(at('a'), 'utf8'), 'é12');
    assert.strictEqual(fs.readFileSync(at('a')).length, 4);
    assert.strictEqual(fs.readFileSync(at('a'), { encoding: 'hex' }), 'c3a93132');
});
works('errors tell code, system call and path', () => {
    assert.throws(() => fs.readFileSync(at('none')), {
        code: 'ENOENT',
        errno: -2,
        syscall: 'open',
        path: at('none'),
        message: `ENOENT: no such file or directory, open '${at('none')}'`,
    });
    assert.throws(() => fs.readFileSync(dir), { code: 'EISDIR' });
    assert.throws(() => fs.mkdirSync(dir), { code: 'EEXIST' });
    assert.throws(() => fs.rmdirSync(at('none')), { code: 'ENOENT' });
});
works('paths with NUL and of wrong types', () => {
    assert.throws(() => fs.readFileSync('a\0b'), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => fs.readFileSync({}), { code: 'ERR_INVALID_ARG_TYPE' });
});
works('existsSync and accessSync', () => {
    fs.writeFileSync(at('e'), '');
    assert.ok(fs.existsSync(at('e')) && !fs.existsSync(at('none')) && !fs.existsSync('a\0'));
    fs.accessSync(at('e'), fs.constants.R_OK);
    assert.throws(() => fs.accessSync(at('none')), { code: 'ENOENT' });
});
works('statSync and lstatSync', () => {
    fs.writeFileSync(at('s'), 'abc');
    fs.symlinkSync('s', at('l'));
    const s = fs.statSync(at('l'));
    assert.ok(s.isFile() && !s.isDirectory() && s.size === 3 && s.mtime instanceof Date && typeof s.mtimeMs === 'number');
    assert.ok(fs.lstatSync(at('l')).isSymbolicLink());
    assert.strictEqual(fs.statSync(at('none'), { throwIfNoEntry: false }), undefined);
    assert.strictEqual(fs.statSync(at('s'), { bigint: true }).size, 3n);
});
works('mkdirSync and readdirSync', () => {
    assert.strictEqual(fs.mkdirSync(at('d/e/f'), { recursive: true }), at('d'));
    fs.writeFileSync(at('d/x'), '');
    assert.deepStrictEqual(fs.readdirSync(at('d')), ['e', 'x']);
    assert.deepStrictEqual(
        fs.readdirSync(at('d'), { withFileTypes: true }).map((d) => [d.name, d.isDirectory()]),
        [
            ['e', true],
            ['x', false],
        ],
    );
    assert.deepStrictEqual(fs.readdirSync(at('d'), { recursive: true }).sort(), ['e', 'e/f', 'x']);
});
works('renameSync, copyFileSync, unlinkSync', () => {
    fs.writeFileSync(at('r'), 'r');
    fs.renameSync(at('r'), at('r2'));
    fs.copyFileSync(at('r2'), at('r3'));
    assert.throws(() => fs.copyFileSync(at('r2'), at('r3'), fs.constants.COPYFILE_EXCL), { code: 'EEXIST' });
    fs.unlinkSync(at('r2'));
    assert.ok(!fs.existsSync(at('r2')) && fs.existsSync(at('r3')));
});
works('rmSync and rmdirSync', () => {
    fs.mkdirSync(at('rm/sub'), { recursive: true });
    assert.throws(() => fs.rmdirSync(at('rm')), { code: 'ENOTEMPTY' });
    assert.throws(() => fs.rmSync(at('rm')), { code: 'ERR_FS_EISDIR' });
    fs.rmSync(at('rm'), { recursive: true });
    fs.rmSync(at('rm'), { force: true });
});
works('symlinkSync, readlinkSync and realpathSync', () => {
    fs.writeFileSync(at('t'), 't');
    fs.symlinkSync(at('t'), at('t2'));
    assert.strictEqual(fs.readlinkSync(at('t2')), at('t'));
    assert.strictEqual(fs.realpathSync(at('t2')), fs.realpathSync(at('t')));
    assert.strictEqual(fs.readFileSync(at('t2'), 'utf8'), 't');
});
works('openSync, readSync, writeSync and closeSync', () => {
    const fd = fs.openSync(at('fd'), 'w+');
    assert.strictEqual(fs.writeSync(fd, 'hello'), 5);
    fs.writeSync(fd, Buffer.from('J'), 0, 1, 0);
    const b = Buffer.alloc(3);
    assert.strictEqual(fs.readSync(fd, b, 0, 3, 0), 3);
    assert.strictEqual(b.toString(), 'Jel');
    assert.strictEqual(fs.fstatSync(fd).size, 5);
    fs.ftruncateSync(fd, 2);
    fs.closeSync(fd);
    assert.throws(() => fs.closeSync(fd), { code: 'EBADF' });
    assert.strictEqual(fs.readFileSync(at('fd'), 'utf8'), 'Je');
});
works('flags', () => {
    fs.writeFileSync(at('fl'), 'a', { flag: 'wx' });
    assert.throws(() => fs.writeFileSync(at('fl'), 'a', { flag: 'wx' }), { code: 'EEXIST' });
    fs.writeFileSync(at('fl'), 'b', { flag: 'a' });
    assert.strictEqual(fs.readFileSync(at('fl'), 'latin1'), 'ab');
});
works('chmodSync, utimesSync, truncateSync', () => {
    fs.writeFileSync(at('c'), 'abc', { mode: 0o600 });
    assert.strictEqual(fs.statSync(at('c')).mode & 0o777, 0o600);
    fs.chmodSync(at('c'), 0o644);
    assert.strictEqual(fs.statSync(at('c')).mode & 0o777, 0o644);
    fs.utimesSync(at('c'), 1, 2);
    assert.strictEqual(fs.statSync(at('c')).mtimeMs, 2000);
    fs.truncateSync(at('c'), 1);
    assert.strictEqual(fs.statSync(at('c')).size, 1);
});
works('linkSync and cpSync', () => {
    fs.writeFileSync(at('h'), 'h');
    fs.linkSync(at('h'), at('h2'));
    assert.strictEqual(fs.statSync(at('h')).nlink, 2);
    fs.mkdirSync(at('cp/x'), { recursive: true });
    fs.writeFileSync(at('cp/x/y'), 'y');
    fs.cpSync(at('cp'), at('cp2'), { recursive: true });
    assert.strictEqual(fs.readFileSync(at('cp2/x/y'), 'utf8'), 'y');
});
works('callbacks', async () => {
    await called((d) => fs.writeFile(at('cb'), 'x', d));
    assert.strictEqual(await called((d) => fs.readFile(at('cb'), 'utf8', d)), 'x');
    assert.ok((await called((d) => fs.stat(at('cb'), d))).isFile());
    await called((d) => fs.mkdir(at('cbd'), d));
    assert.ok((await called((d) => fs.readdir(dir, d))).includes('cbd'));
    await called((d) => fs.unlink(at('cb'), d));
    await assert.rejects(
        called((d) => fs.access(at('cb'), d)),
        { code: 'ENOENT' },
    );
    assert.throws(() => fs.readFile(at('cb')), { code: 'ERR_INVALID_ARG_TYPE' });
});
works('promises', async () => {
    await fs.promises.writeFile(at('p'), 'p');
    assert.strictEqual(await fs.promises.readFile(at('p'), 'utf8'), 'p');
    await assert.rejects(fs.promises.readFile(at('none')), { code: 'ENOENT' });
});
works('createReadStream', async () => {
    fs.writeFileSync(at('rs'), 'abcdefgh');
    const parts = [];
    for await (const part of fs.createReadStream(at('rs'), { start: 1, end: 5, highWaterMark: 2 })) parts.push(String(part));
    assert.deepStrictEqual(parts, ['bc', 'de', 'f']);
    assert.strictEqual((await event(fs.createReadStream(at('none')), 'error')).code, 'ENOENT');
});
works('createWriteStream and pipe', async () => {
    fs.writeFileSync(at('w1'), 'x'.repeat(100000));
    fs.createReadStream(at('w1')).pipe(fs.createWriteStream(at('w2')));
    await new Promise((r) => setTimeout(r, 100));
    assert.strictEqual(fs.statSync(at('w2')).size, 100000);
    const w = fs.createWriteStream(at('w3'));
    w.write('a');
    w.end('b');
    await event(w, 'finish');
    assert.strictEqual(fs.readFileSync(at('w3'), 'utf8'), 'ab');
});
works('opendirSync', async () => {
    fs.mkdirSync(at('od'));
    fs.writeFileSync(at('od/1'), '');
    const names = [];
    for await (const e of fs.opendirSync(at('od'))) names.push(e.name);
    assert.deepStrictEqual(names, ['1']);
});
works('URLs and Buffers as paths', () => {
    fs.writeFileSync(at('u v'), 'u');
    assert.strictEqual(fs.readFileSync(require('url').pathToFileURL(at('u v')), 'utf8'), 'u');
    assert.strictEqual(fs.readFileSync(Buffer.from(at('u v')), 'utf8'), 'u');
});
works('files of the system', () => {
    assert.match(fs.readFileSync('/etc/passwd', 'utf8'), /^root:/);
    assert.ok(fs.statSync('/tmp').isDirectory());
});
