// module: child_process
'use strict';
const { assert, differs, event, works } = require('../checks.js');
const cp = require('child_process');
const { promisify } = require('util');
works('a program that is not there', async () => {
    assert.strictEqual(cp.spawnSync('/no/such').error.code, 'ENOENT');
    assert.strictEqual((await event(cp.spawn('/no/such'), 'error')).code, 'ENOENT');
    assert.throws(() => cp.execFileSync('/no/such'), { code: 'ENOENT' });
});
works('a command that is not there', async () => {
    assert.throws(
        () => cp.execSync('/no/such', { stdio: 'pipe' }),
        (error) => error.status === 127 && /not found/.test(error.stderr),
    );
    const error = await new Promise((resolve) => cp.exec('/no/such', resolve));
    assert.strictEqual(error.code, 127);
    assert.match(error.message, /^Command failed: \/no\/such\n/);
});
works('promises and events of one', async () => {
    await assert.rejects(promisify(cp.exec)('/no/such'), { code: 127 });
    await assert.rejects(promisify(cp.execFile)('/no/such'), { code: 'ENOENT' });
    const child = cp.spawn('/no/such x', { shell: true });
    let text = '';
    child.stderr.on('data', (part) => {
        text += part;
    });
    assert.strictEqual(await event(child, 'close'), 127);
    assert.match(text, /not found/);
});
works('options that are wrong', () => {
    assert.throws(() => cp.execSync(1), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => cp.spawn(''));
    assert.throws(() => cp.execFileSync('x', [], { timeout: -1 }), { code: 'ERR_OUT_OF_RANGE' });
});
works('programs: what they say and how they end', async () => {
    assert.strictEqual(cp.execSync('echo hello', { encoding: 'utf8' }), 'hello\n');
    assert.strictEqual(cp.spawnSync('cat', { input: 'a\nb\n', encoding: 'utf8' }).stdout, 'a\nb\n');
    assert.deepStrictEqual(await promisify(cp.execFile)('echo', ['$HOME;', 'x']), { stdout: '$HOME; x\n', stderr: '' });
    const child = cp.spawn('sort', { stdio: ['pipe', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part) => {
        text += part;
    });
    child.stdin.end('b\na\n');
    assert.strictEqual(await event(child, 'close'), 0);
    assert.strictEqual(text, 'a\nb\n');
});
differs('the programs are those of a small virtual machine (docs/world.md); one runs in one go, when its input has ended, so it can not be talked with', async () => {
    const child = cp.spawn('cat');
    const heard = [];
    child.stdout.on('data', (part) => heard.push(part.toString()));
    child.stdin.write('one ');
    setTimeout(() => child.stdin.end('two'), 100);
    await event(child, 'close');
    assert.deepStrictEqual(heard, ['one two']);
});
differs('`fork` starts no other process: it ends at once', async () =>
    assert.notStrictEqual(
        await new Promise((resolve) => cp.fork('/app/other.js').on('error', resolve).on('exit', resolve)),
        undefined,
    ),
);
