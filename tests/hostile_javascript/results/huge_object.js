// An object of a million names.
// ? | ? | ?
exports.answer = () => {
    const object = {};
    for (let i = 0; i < 200_000; i += 1) object[`name${(i * 7919) % 200_000}`] = null;
    return object;
};
