// A package file that is no JSON, a cycle of packages, and one that is everything.
// completed | 42 | pass
const fs = require('fs');
exports.answer = (x) => {
    const texts = ['{', 'null', '[]', '{"main": {}}', '{"main": "."}', '{"exports": {".": {"node": {"import": "x"}}}}', '{"exports": "#x", "imports": {"#x": "#x"}}', '{"exports": ""}', `{"exports": ${'{"node":'.repeat(5000)}1${'}'.repeat(5000)}}`];
    for (const [i, text] of texts.entries()) {
        fs.mkdirSync(`/tmp/node_modules/p${i}`, { recursive: true });
        fs.writeFileSync(`/tmp/node_modules/p${i}/package.json`, text);
        fs.writeFileSync(`/tmp/r${i}.js`, `try { require("p${i}"); } catch {} try { require("#x"); } catch {}`);
        try {
            require(`/tmp/r${i}.js`);
            require(`/tmp/node_modules/p${i}`);
        } catch {
            // It is none.
        }
    }
    return x + 1;
};
