// Symbols and property names without number.
// out of fuel | - | ended
exports.answer = () => {
    const object = {};
    for (let i = 0; ; i += 1) {
        object[`name${i}`] = Symbol.for(`name${i}`);
        object[Symbol(i)] = i;
    }
};
