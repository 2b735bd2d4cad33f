// What the namespaces of builtin modules have besides their public names.
// completed | 42 | pass
exports.answer = async (x) => {
    const found = [];
    for (const name of require('module').builtinModules) {
        let namespace;
        try {
            namespace = await import(`node:${name}`);
        } catch {
            continue;
        }
        for (const key of Object.keys(namespace)) {
            const value = namespace[key];
            if (value && typeof value === 'object' && (typeof value.path_open === 'function' || typeof value.quiet === 'function')) found.push(`${name}.${key}`);
        }
    }
    return found.length ? found : x + 1;
};
