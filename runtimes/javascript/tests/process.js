// The process: who it is, its environment, its ends.
const assert = require('assert');
const os = require('os');

assert.deepStrictEqual([process.version, process.platform, process.arch, process.pid], ['v20.20.2', 'linux', 'x64', 4242]);
assert.strictEqual(Object.prototype.toString.call(process), '[object process]');
assert.ok(process instanceof require('events'));
assert.deepStrictEqual([process.getuid(), os.userInfo().username, os.hostname()], [1000, 'user', 'sandbox']);

process.env.NUMBER = 5;
assert.strictEqual(process.env.NUMBER, '5');
assert.ok(delete process.env.NUMBER);
assert.strictEqual(process.env.NUMBER, undefined);
assert.throws(() => {
    process.env.SYMBOL = Symbol('x');
}, TypeError);

assert.throws(() => process.chdir('/nope'), { code: 'ENOENT', syscall: 'chdir', dest: '/nope' });
assert.throws(() => process.kill(999_999, 0), { code: 'ESRCH', message: 'kill ESRCH' });
assert.throws(() => process.kill(1), { code: 'EPERM' });
assert.strictEqual(process.kill(process.pid, 0), true);
assert.throws(() => process.setuid(0), { code: 'EPERM' });
assert.throws(() => process.binding('fs'), /No such module/);
assert.throws(
    () => {
        process.exitCode = 'x';
    },
    { code: 'ERR_INVALID_ARG_TYPE' },
);
const mask = process.umask(0o77);
assert.strictEqual(process.umask(mask), 0o77);
assert.strictEqual(process.hrtime().length, 2);
assert.strictEqual(process.stdout.isTTY, undefined);

let warned;
process.once('warning', (warning) => {
    warned = warning;
});
process.env.NODE_NO_WARNINGS = '1';
process.emitWarning('careful', { type: 'Kind', code: 'C1' });
process.on('SIGUSR2', (name) => {
    assert.deepStrictEqual([warned.name, warned.code, name], ['Kind', 'C1', 'SIGUSR2']);
    process.exit();
});
process.kill(process.pid, 'SIGUSR2');
process.on('exit', (code) => {
    assert.strictEqual(code, 0);
    console.log('ok');
});
setInterval(() => assert.fail('exit comes first'), 1000);
