// A chain of a thousand modules, each importing the next.
// completed | 42 | pass
import fs from 'node:fs';
export const answer = async (x) => {
    for (let i = 0; i < 1000; i += 1) fs.writeFileSync(`/tmp/m${i}.mjs`, `import './m${i + 1}.mjs'; export const n = ${i};`);
    try {
        await import('/tmp/m0.mjs');
    } catch {
        // The last one is missing.
    }
    return x + 1;
};
