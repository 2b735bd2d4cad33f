// Modules that require each other while they are evaluated.
// completed | 42 | pass
const fs = require('fs');
exports.answer = (x) => {
    for (let i = 0; i < 300; i += 1) fs.writeFileSync(`/tmp/m${i}.mjs`, `import { createRequire } from 'node:module'; globalThis.depth = ${i}; createRequire('/tmp/x.js')('./m${i + 1}.mjs');`);
    try {
        require('/tmp/m0.mjs');
    } catch {
        // The last one is missing, or it is too deep.
    }
    return globalThis.depth > 10 ? x + 1 : globalThis.depth;
};
