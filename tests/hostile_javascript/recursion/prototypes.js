// A chain of prototypes.
// out of fuel | - | ended
exports.answer = () => {
    let object = {};
    for (let i = 0; i < 1_000_000; i += 1) object = Object.create(object);
    return 'value' in object || object;
};
