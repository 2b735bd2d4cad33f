// A result a thousand levels deep.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => {
    let value = [];
    for (let i = 0; i < 1000; i += 1) value = [value];
    return value;
};
