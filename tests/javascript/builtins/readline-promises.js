// module: readline/promises
'use strict';
const { assert, works } = require('../checks.js');
const readline = require('readline/promises');
const { PassThrough } = require('stream');
works('question', async () => {
    const input = new PassThrough();
    const rl = readline.createInterface({ input, output: new PassThrough() });
    const asked = rl.question('? ');
    input.write('yes\n');
    assert.strictEqual(await asked, 'yes');
    rl.close();
});
