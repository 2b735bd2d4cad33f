// `__proto__` in JSON, merged into what is there.
// completed | 42 | pass
const merge = (target, source) => {
    for (const key in source) {
        if (typeof source[key] === 'object') merge(target[key] ??= {}, source[key]);
        else target[key] = source[key];
    }
    return target;
};
exports.answer = (x) => {
    merge({}, JSON.parse('{"__proto__": {"polluted": 42}, "constructor": {"prototype": {"also": 42}}}'));
    return ({}).polluted === 42 ? x + 1 : 0;
};
