// An ES module: imports of all kinds, what it knows of itself, top-level await.
import fs, { readFileSync } from 'node:fs';
import * as path from 'path';
import lodash from './folder/index.js';
import data from './folder/data.json' with { type: 'json' };
import value, { named, counter, count } from './folder/values.mjs';
import { createRequire } from 'module';
import { fileURLToPath } from 'url';

console.log(typeof require, typeof module, typeof __filename, this);
console.log(path.basename(fileURLToPath(import.meta.url)), path.basename(import.meta.filename), import.meta.dirname === path.dirname(import.meta.filename));
console.log(import.meta.resolve('./x.js') === new URL('./x.js', import.meta.url).href, import.meta.resolve('node:fs'));
console.log(fs.readFileSync === readFileSync, lodash.name, data, value, named);
count();
console.log(counter);
const load = createRequire(import.meta.url);
console.log(load('./folder/data.json').b, await Promise.resolve('awaited'));
try {
    await import('no-such-package');
} catch (error) {
    console.log(error.code, error.message.split(' imported')[0]);
}
try {
    count = 1;
} catch (error) {
    console.log(error.name);
}
