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
differs('no program is there to be run: each attempt is recorded and ends as not found', () => {
    assert.throws(
        () => cp.execSync('echo hello', { stdio: 'pipe' }),
        (error) => error.status === 127,
    );
    assert.strictEqual(cp.spawnSync('ls').error.code, 'ENOENT');
});
differs('`fork` starts no other process: it ends at once', async () =>
    assert.notStrictEqual(
        await new Promise((resolve) => cp.fork('/app/other.js').on('error', resolve).on('exit', resolve)),
        undefined,
    ),
);
