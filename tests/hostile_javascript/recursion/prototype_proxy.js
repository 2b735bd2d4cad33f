// A prototype that is a proxy of what has it as prototype.
// completed | RangeError | pass
exports.answer = () => {
    const object = {};
    Object.setPrototypeOf(object, new Proxy({}, { get: (target, name) => object[name], has: (target, name) => name in object }));
    return object.value;
};
