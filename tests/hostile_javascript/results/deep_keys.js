// Maps whose keys are maps.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    let value = 42;
    for (let i = 0; i < 70; i += 1) value = new Map([[value, i]]);
    return value;
};
