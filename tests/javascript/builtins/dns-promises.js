// module: dns/promises
'use strict';
const { assert, refused, works } = require('../checks.js');
const dns = require('dns/promises');
works('lookup', async () => assert.deepStrictEqual(await dns.lookup('127.0.0.1'), { address: '127.0.0.1', family: 4 }));
refused('hosts that the world does not know', () => dns.lookup('example.org'), { code: 'ENOTFOUND' });
