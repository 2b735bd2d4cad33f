// An object of a million names.
// out of fuel | - | ended
exports.answer = () => {
    const object = {};
    for (let i = 0; i < 200_000; i += 1) object[`name${(i * 7919) % 200_000}`] = null;
    return object;
};
