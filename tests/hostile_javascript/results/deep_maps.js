// Maps in maps whose keys are no texts.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    let value = 42;
    for (let i = 0; i < 40; i += 1) value = new Map([[i, new Set([value])]]);
    return value;
};
