// module: process
'use strict';
const { assert, works } = require('../checks.js');
const p = require('process');
works('it is the global', () => {
    assert.strictEqual(p, process);
    assert.deepStrictEqual([p.platform, p.arch, p.version.split('.')[0], typeof p.pid], ['linux', 'x64', 'v20', 'number']);
});
works('env', () => {
    p.env.OWN = 5;
    assert.strictEqual(p.env.OWN, '5');
    delete p.env.OWN;
    assert.strictEqual(p.env.OWN, undefined);
    assert.ok('PATH' in p.env);
});
works('nextTick, hrtime, uptime, memoryUsage', async () => {
    assert.strictEqual(await new Promise((r) => p.nextTick(r, 4)), 4);
    const t = p.hrtime();
    assert.strictEqual(p.hrtime(t).length, 2);
    assert.ok(p.memoryUsage().rss > 0 && p.uptime() >= 0 && p.hrtime.bigint() > 0n);
});
works('cwd, chdir and umask', () => {
    const before = p.cwd();
    p.chdir('/tmp');
    assert.strictEqual(p.cwd(), '/tmp');
    p.chdir(before);
    assert.throws(() => p.chdir('/none'), { code: 'ENOENT' });
    assert.strictEqual(typeof p.umask(), 'number');
});
works('events', () => {
    const f = () => {};
    p.on('SIGINT', f);
    p.off('SIGINT', f);
    assert.ok(p.listenerCount('exit') >= 0);
    p.emitWarning;
});
works('ids of users', () => {
    assert.strictEqual(typeof p.getuid(), 'number');
    assert.strictEqual(typeof p.geteuid(), 'number');
});
