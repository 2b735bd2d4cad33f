// Names of functions and symbols that are megabytes.
// out of fuel | - | ended
exports.answer = () => {
    const named = { ['f'.repeat(10_000_000)]: () => {} };
    return [...Object.values(named), Symbol('s'.repeat(10_000_000)), new RegExp('r'.repeat(1_000_000))];
};
