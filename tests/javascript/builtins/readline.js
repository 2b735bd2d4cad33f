// module: readline
'use strict';
const { assert, event, works } = require('../checks.js');
const readline = require('readline');
const { Readable, PassThrough } = require('stream');
works('lines by event and by iteration', async () => {
    const lines = [];
    for await (const line of readline.createInterface({ input: Readable.from(['a\nb', 'c\r\n', 'd']) })) lines.push(line);
    assert.deepStrictEqual(lines, ['a', 'bc', 'd']);
    const rl = readline.createInterface({ input: Readable.from(['x\n']) });
    assert.strictEqual(await event(rl, 'line'), 'x');
});
works('question', async () => {
    const input = new PassThrough();
    const rl = readline.createInterface({ input, output: new PassThrough() });
    const asked = new Promise((r) => rl.question('name? ', r));
    input.write('me\n');
    assert.strictEqual(await asked, 'me');
    rl.close();
});
