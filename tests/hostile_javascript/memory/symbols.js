// Symbols and property names without number.
// ? | ? | ?
exports.answer = () => {
    const object = {};
    for (let i = 0; ; i += 1) {
        object[`name${i}`] = Symbol.for(`name${i}`);
        object[Symbol(i)] = i;
    }
};
