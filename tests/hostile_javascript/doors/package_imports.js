// A text of the candidate under the name of one of the runtime's files.
// completed | 42 | pass
const vm = require('vm');
exports.answer = async (x) => {
    const text = 'import("dualgauge:host").then((found) => found.host, () => undefined)';
    const name = '/usr/local/lib/dualgauge/driver/x.js';
    const tries = [
        () => vm.runInThisContext(text, { filename: name }),
        () => new vm.Script(text, { filename: name, importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER }).runInThisContext(),
        () => (0, eval)(`${text}\n//# sourceURL=${name}`),
        () => new Function(`return ${text}\n//# sourceURL=${name}`)(),
        () => {
            const module = new (require('module'))(name);
            module._compile(`module.exports = ${text}`, name);
            return module.exports;
        },
        () => require('module').createRequire(name)('dualgauge:host'),
    ];
    for (const attempt of tries) {
        try {
            const host = await attempt();
            if (host) return Object.keys(host);
        } catch {
            // Not this way.
        }
    }
    return x + 1;
};
