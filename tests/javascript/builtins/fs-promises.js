// module: fs/promises
'use strict';
const { assert, works } = require('../checks.js');
const fs = require('fs/promises');
const path = require('path');
let dir;
const at = (name) => path.join(dir, name);
works('mkdtemp, writeFile, readFile, appendFile', async () => {
    dir = await fs.mkdtemp(path.join(require('os').tmpdir(), 'check-'));
    await fs.writeFile(at('a'), 'a');
    await fs.appendFile(at('a'), 'b');
    assert.strictEqual(await fs.readFile(at('a'), 'utf8'), 'ab');
});
works('errors', async () => {
    await assert.rejects(fs.readFile(at('none')), { code: 'ENOENT', syscall: 'open' });
    await assert.rejects(fs.access(at('none')), { code: 'ENOENT' });
});
works('mkdir, readdir, stat, rename, rm', async () => {
    await fs.mkdir(at('d/e'), { recursive: true });
    assert.deepStrictEqual(await fs.readdir(at('d')), ['e']);
    assert.ok((await fs.stat(at('d'))).isDirectory());
    await fs.rename(at('d'), at('d2'));
    await fs.rm(at('d2'), { recursive: true });
});
works('file handles', async () => {
    const h = await fs.open(at('h'), 'w+');
    await h.write('hello');
    await h.writeFile('!');
    const { bytesRead, buffer } = await h.read(Buffer.alloc(3), 0, 3, 1);
    assert.strictEqual(bytesRead, 3);
    assert.strictEqual(buffer.toString(), 'ell');
    assert.strictEqual((await h.stat()).size, 6);
    await h.close();
});
works('lines of a file handle', async () => {
    await fs.writeFile(at('l'), '1\n2\n');
    const h = await fs.open(at('l'));
    const lines = [];
    for await (const line of h.readLines()) lines.push(line);
    assert.deepStrictEqual(lines, ['1', '2']);
});
works('symlink, readlink, realpath, copyFile, unlink', async () => {
    await fs.symlink('a', at('s'));
    assert.strictEqual(await fs.readlink(at('s')), 'a');
    assert.strictEqual(await fs.realpath(at('s')), await fs.realpath(at('a')));
    await fs.copyFile(at('a'), at('c'));
    await fs.unlink(at('c'));
});
