// Programs that are started: what they say, what they do to the files, and how they end.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const { exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } = require('node:child_process');
const { promisify } = require('node:util');

const run = promisify(exec);
const cwd = '/app/data';

async function injected() {
    const name = 'a.txt; rm keep.txt';
    const { stdout, stderr } = await run(`cat ${name}`, { cwd });
    assert.deepStrictEqual([stdout, stderr], ['one\ntwo\n', '']);
    assert.strictEqual(fs.existsSync('/app/data/keep.txt'), false);
    fs.writeFileSync('/app/data/keep.txt', 'precious\n');
    // The same text as an argument is data.
    const quiet = await promisify(execFile)('cat', ['a; rm keep.txt'], { cwd });
    assert.strictEqual(quiet.stdout, 'named so\n');
    assert.strictEqual(fs.readFileSync('/app/data/keep.txt', 'utf8'), 'precious\n');
    assert.strictEqual(execFileSync('echo', ['$(rm keep.txt)', '; ls'], { cwd, encoding: 'utf8' }), '$(rm keep.txt) ; ls\n');
    assert.strictEqual(fs.existsSync('/app/data/keep.txt'), true);
    assert.strictEqual(spawnSync('echo', ['x', '; echo y'], { shell: true, encoding: 'utf8' }).stdout, 'x\ny\n');
}

function heard(child) {
    const events = [];
    for (const event of ['spawn', 'exit', 'close', 'error']) child.on(event, (...all) => events.push([event, ...all]));
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part) => {
        events.push(['data', part]);
        text += part;
    });
    return new Promise((resolve) => child.on('close', () => resolve({ events, text })));
}

async function streams() {
    assert.deepStrictEqual((await heard(spawn('cat', ['a.txt'], { cwd }))).events,
        [['spawn'], ['data', 'one\ntwo\n'], ['exit', 0, null], ['close', 0, null]]);
    const cat = spawn('cat');
    const said = heard(cat);
    cat.stdin.write('first\n');
    setTimeout(() => {
        cat.stdin.write('second\n');
        cat.stdin.end('third\n');
    }, 500);
    assert.strictEqual((await said).text, 'first\nsecond\nthird\n');
    const sorted = spawn('sort', { stdio: ['pipe', 'pipe', 'inherit'] });
    const result = heard(sorted);
    fs.createReadStream('/app/data/a.txt').pipe(sorted.stdin);
    assert.strictEqual((await result).text, 'one\ntwo\n');
    const file = fs.openSync('/app/data/out.txt', 'w');
    await heard(spawn('sh', ['-c', 'echo to out; echo to err >&2'], { stdio: ['ignore', file, file] }));
    fs.closeSync(file);
    assert.strictEqual(fs.readFileSync('/app/data/out.txt', 'utf8'), 'to out\nto err\n');
    const input = fs.openSync('/app/data/a.txt', 'r');
    assert.strictEqual(spawnSync('cat', { stdio: [input, 'pipe', 'pipe'], encoding: 'utf8' }).stdout, 'one\ntwo\n');
    fs.closeSync(input);
    const detached = spawn('sh', ['-c', 'echo later > /app/data/later.txt'], { detached: true, stdio: 'ignore' });
    detached.unref();
    await new Promise((resolve) => detached.on('exit', resolve));
    assert.strictEqual(fs.readFileSync('/app/data/later.txt', 'utf8'), 'later\n');
}

async function outcomes() {
    assert.strictEqual(execSync('wc -l', { input: 'a\nb\n', encoding: 'utf8' }).trim(), '2');
    assert.strictEqual(execSync('echo $NAME', { env: { ...process.env, NAME: 'value' } }).toString(), 'value\n');
    assert.strictEqual(execSync('pwd', { cwd: '/app/data', encoding: 'utf8' }), '/app/data\n');
    const failed = await run('./convert in out', { cwd }).catch((error) => error);
    assert.deepStrictEqual([failed.code, failed.stdout, failed.stderr, failed.killed], [3, 'converted\n', 'warned\n', false]);
    assert.throws(() => execFileSync('/app/data/convert', [], { stdio: 'pipe' }), { status: 3 });
    assert.strictEqual(spawnSync('no-such-program').error.code, 'ENOENT');
    assert.strictEqual((await run('no-such-program').catch((error) => error)).code, 127);
    const child = spawn('no-such-program');
    assert.strictEqual((await new Promise((resolve) => child.on('error', resolve))).code, 'ENOENT');
    assert.strictEqual(spawnSync('ls', { cwd: '/no/such/folder' }).error.code, 'ENOENT');
    assert.strictEqual((await new Promise((resolve) => fork('worker.js').on('error', resolve))).code, 'ENOENT');

    const late = spawnSync('sleep', ['10'], { timeout: 1000 });
    assert.deepStrictEqual([late.error.code, late.signal, late.status], ['ETIMEDOUT', 'SIGTERM', null]);
    const killed = await run('sleep 10; echo done', { timeout: 1000 }).catch((error) => error);
    assert.deepStrictEqual([killed.killed, killed.signal, killed.code, killed.stdout], [true, 'SIGTERM', null, '']);
    const long = await run('seq 1 1000', { maxBuffer: 100 }).catch((error) => error);
    assert.deepStrictEqual([long.code, long.stdout.length], ['ERR_CHILD_PROCESS_STDIO_MAXBUFFER', 100]);
    assert.strictEqual(spawnSync('seq', ['1', '1000'], { maxBuffer: 100 }).error.code, 'ENOBUFS');
    const ended = spawn('true');
    await heard(ended);
    assert.strictEqual(ended.kill(), false);
    const sleeping = spawn('sleep', ['100']);
    const end = heard(sleeping);
    assert.strictEqual(sleeping.kill('SIGKILL'), true);
    assert.deepStrictEqual((await end).events.slice(-2), [['exit', null, 'SIGKILL'], ['close', null, 'SIGKILL']]);
}

(async () => {
    await injected();
    await streams();
    await outcomes();
    console.log('ok');
})();
