// module: child_process
'use strict';
const { assert, called, event, refused, works } = require('../checks.js');
const cp = require('child_process');
const { promisify } = require('util');
works('execSync', () => assert.strictEqual(cp.execSync('echo hello').toString(), 'hello\n'));
works('execSync through pipes and variables', () => assert.strictEqual(cp.execSync('X=1; printf "b\\na\\n" | sort | head -n "$X"', { encoding: 'utf8' }), 'a\n'));
works('exec calls back with both outputs', async () => assert.deepStrictEqual(await called((done) => cp.exec('echo out; echo err >&2', done)), ['out\n', 'err\n']));
works('exec of a command that fails', async () => { const error = await new Promise((resolve) => cp.exec('exit 3', resolve)); assert.strictEqual(error.code, 3); assert.match(error.message, /Command failed: exit 3/); });
works('execFileSync and execFile', async () => { assert.strictEqual(cp.execFileSync('echo', ['a b', '$HOME']).toString(), 'a b $HOME\n'); assert.strictEqual((await promisify(cp.execFile)('echo', ['x'])).stdout, 'x\n'); });
works('spawn with events and streams', async () => { const child = cp.spawn('sh', ['-c', 'cat; exit 4']); let out = ''; child.stdout.on('data', (part) => { out += part; }); child.stdin.end('given'); const code = await event(child, 'close'); assert.deepStrictEqual([out, code], ['given', 4]); assert.strictEqual(typeof child.pid, 'number'); });
works('spawnSync', () => { const { status, stdout, stderr, signal } = cp.spawnSync('sh', ['-c', 'echo o; echo e >&2; exit 2']); assert.deepStrictEqual([status, String(stdout), String(stderr), signal], [2, 'o\n', 'e\n', null]); });
works('input, cwd and env', () => { assert.strictEqual(cp.execSync('cat', { input: 'in' }).toString(), 'in'); assert.strictEqual(cp.execSync('pwd', { cwd: '/tmp' }).toString(), '/tmp\n'); assert.strictEqual(cp.execSync('echo $OWN', { env: { OWN: 'v', PATH: process.env.PATH } }).toString(), 'v\n'); });
works('a program that is not there', async () => { assert.strictEqual(cp.spawnSync('/no/such').error.code, 'ENOENT'); assert.strictEqual((await event(cp.spawn('/no/such'), 'error')).code, 'ENOENT'); assert.throws(() => cp.execFileSync('/no/such'), { code: 'ENOENT' }); });
works('errors of execSync', () => assert.throws(() => cp.execSync('echo oops >&2; exit 5', { stdio: 'pipe' }), (error) => error.status === 5 && String(error.stderr) === 'oops\n'));
works('promisified exec', async () => assert.strictEqual((await promisify(cp.exec)('echo p')).stdout, 'p\n'));
works('options that are wrong', () => { assert.throws(() => cp.execSync(1), { code: 'ERR_INVALID_ARG_TYPE' }); assert.throws(() => cp.spawn('')); });
refused('fork', () => cp.fork('/app/other.js'), /fork|not supported|can't|cannot/i);
