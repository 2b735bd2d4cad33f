// Programs that aren't there; `tests/world_javascript/programs.js` has those that are.
'use strict';
const assert = require('node:assert');
const {
    exec, execFile, execFileSync, execSync, fork, spawn, spawnSync,
} = require('node:child_process');
const { promisify } = require('node:util');

const NAME = 'no-such-program';

function eventsOf(child) {
    const events = [];
    for (const event of ['spawn', 'error', 'exit', 'close']) {
        child.on(event, (first, second) => events.push(event === 'error' ? `error ${first.code}` : [event, first, second].join(' ')));
    }
    return new Promise((resolve) => child.on('close', () => setImmediate(() => resolve(events))));
}

async function missing() {
    const child = spawn(NAME, ['-l', 'a b']);
    assert.strictEqual(child.pid, undefined);
    let seen;
    child.on('error', (error) => {
        seen = error;
    });
    assert.deepStrictEqual(await eventsOf(child), ['error ENOENT', 'close -2 ']);
    assert.strictEqual(seen.message, `spawn ${NAME} ENOENT`);
    assert.deepStrictEqual({ ...seen },
        { errno: -2, code: 'ENOENT', syscall: `spawn ${NAME}`, path: NAME, spawnargs: ['-l', 'a b'] });
    const result = spawnSync(NAME, ['x']);
    assert.strictEqual(result.error.message, `spawnSync ${NAME} ENOENT`);
    assert.deepStrictEqual([result.status, result.signal, result.output, result.pid, result.stdout],
        [null, null, null, 0, null]);
    assert.throws(() => execFileSync(NAME, ['x'], { stdio: 'pipe' }), (error) => error.code === 'ENOENT' && error.status === null);
    const [error, stdout] = await new Promise((resolve) => execFile(NAME, ['x'], (...all) => resolve(all)));
    assert.deepStrictEqual([error.code, error.cmd, stdout], ['ENOENT', `${NAME} x`, '']);
}

async function shell() {
    const text = `/bin/sh: 1: ${NAME}: not found\n`;
    const [error, stdout, stderr] = await new Promise((resolve) => exec(`${NAME} "a b"`, (...all) => resolve(all)));
    assert.deepStrictEqual([error.code, error.killed, error.signal, error.cmd, stdout],
        [127, false, null, `${NAME} "a b"`, '']);
    assert.strictEqual(stderr, text);
    assert.strictEqual(error.message, `Command failed: ${error.cmd}\n${text}`);
    const result = spawnSync(NAME, ['1', '2'], { shell: true, encoding: 'utf8' });
    assert.deepStrictEqual([result.status, result.stdout, result.stderr, result.output], [127, '', text, [null, '', text]]);
    assert.throws(() => execSync(NAME, { stdio: 'pipe' }), (thrown) => thrown.status === 127 && Buffer.isBuffer(thrown.stderr) &&
        thrown.stderr.toString() === text && thrown.message === `Command failed: ${NAME}\n${text}`);
    assert.deepStrictEqual(execSync('# nothing'), Buffer.alloc(0));
    await assert.rejects(promisify(exec)(NAME), (thrown) => thrown.stderr === text && thrown.code === 127);
    const child = spawn(NAME, { shell: true });
    let said = '';
    child.stderr.on('data', (part) => {
        said += part;
    });
    assert.deepStrictEqual(await eventsOf(child), ['spawn  ', 'exit 127 ', 'close 127 ']);
    assert.strictEqual(said, text);
}

function wrong() {
    assert.throws(() => spawn(''), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => spawn('a\0b'), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => spawn('a', ['\0']), { code: 'ERR_INVALID_ARG_VALUE' });
    assert.throws(() => spawn(1), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => exec({}), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => spawn('a', [], { cwd: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
    assert.throws(() => spawnSync('a', [], { timeout: -1 }), { code: 'ERR_OUT_OF_RANGE' });
    Object.prototype.shell = true;
    const result = spawnSync(NAME);
    delete Object.prototype.shell;
    assert.strictEqual(result.error.code, 'ENOENT');
}

(async () => {
    await missing();
    await shell();
    wrong();
    // Node itself, for comparison, would start one; the sandbox has no program named so, nor WebAssembly.
    if (typeof WebAssembly === 'undefined') {
        const [error] = await new Promise((resolve) => fork('x.js').on('error', (...all) => resolve(all)));
        assert.strictEqual(error.code, 'ENOENT');
    }
    console.log('ok');
})();
