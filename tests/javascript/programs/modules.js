// CommonJS: files, folders, JSON, cycles, ES modules, and what a module knows of itself.
const path = require('path');
const parts = require('./folder');
console.log(path.basename(__filename), path.basename(__dirname) === path.basename(path.dirname(__filename)));
console.log(parts, require('./folder/data.json'), require('./folder/data'));
console.log(require('./folder') === parts, require.resolve('./folder').endsWith('folder/index.js'));
console.log(require.main === module, module.id, module.loaded, module.children.length, this === module.exports);
console.log(Object.keys(require.cache).length, typeof require('node:fs').readFileSync, require('fs') === require('node:fs'));
const esm = require('./folder/values.mjs');
console.log(esm.default, esm.named, esm.counter);
esm.count();
console.log(esm.counter);
for (const id of ['./none', 'no-such-package', 'node:none', '']) {
    try {
        require(id);
    } catch (error) {
        console.log(error.code);
    }
}
try {
    require('./folder/broken.json');
} catch (error) {
    console.log(error.name, /broken\.json/.test(error.message));
}
import('./folder/values.mjs').then((again) => console.log(again.counter));
import('./folder/index.js').then((facade) => console.log(facade.default === parts, facade.name));
