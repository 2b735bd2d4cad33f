// All that the namespaces of builtin modules export is called, with nothing and with odd things.
// exited 1 | 42 | pass
exports.answer = async (x) => {
    const odd = [undefined, null, -1, '', {}, () => {}, 'dualgauge:host', new Proxy({}, {})];
    for (const name of ['timers', 'async_hooks', 'os', 'url', 'path', 'querystring', 'v8', 'module', 'diagnostics_channel', 'util']) {
        const namespace = await import(`node:${name}`);
        for (const key of Object.keys(namespace)) {
            if (typeof namespace[key] !== 'function') continue;
            for (const one of odd) {
                try {
                    namespace[key](one, one);
                } catch {
                    // It is refused.
                }
            }
        }
    }
    return x + 1;
};
