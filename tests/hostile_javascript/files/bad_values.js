// Functions of files with values that are none.
// out of fuel | - | ended
const fs = require('fs');
const values = [undefined, null, NaN, -1, 2 ** 53, 1n, '', '\0', '/tmp/\0x', {}, [], Symbol('s'), () => {}, new Uint8Array(0), Buffer.from('/tmp/\xff'), new Proxy({}, {}), { toString() { throw new Error('no'); } }];
exports.answer = (x) => {
    for (const name of Object.keys(fs)) {
        if (typeof fs[name] !== 'function' || !/Sync$/.test(name)) continue;
        for (const one of values) {
            for (const other of values.slice(0, 8)) {
                try {
                    fs[name](one, other, one);
                } catch {
                    // It is refused.
                }
            }
        }
    }
    return x + 1;
};
