// module: os
'use strict';
const { assert, works } = require('../checks.js');
const os = require('os');
works('what it says of the machine', () => {
    assert.deepStrictEqual(
        [os.EOL, os.platform(), os.type(), os.arch(), os.tmpdir(), os.endianness()],
        ['\n', 'linux', 'Linux', 'x64', '/tmp', 'LE'],
    );
    assert.ok(
        os.cpus().length > 0 &&
            os.totalmem() > 0 &&
            os.freemem() > 0 &&
            typeof os.hostname() === 'string' &&
            os.uptime() >= 0,
    );
    assert.strictEqual(os.constants.signals.SIGTERM, 15);
    assert.strictEqual(os.constants.errno.ENOENT, 2);
});
works('the user', () => {
    const { username, uid, homedir } = os.userInfo();
    assert.ok(username && typeof uid === 'number' && homedir.startsWith('/'));
    assert.ok(os.homedir().startsWith('/'));
    assert.ok(os.networkInterfaces());
});
