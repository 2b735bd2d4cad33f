// A copy of what refers to itself a million times.
// out of fuel | - | ended
exports.answer = (x) => {
    let value = [];
    for (let i = 0; i < 40; i += 1) value = [value, value, { value }];
    structuredClone(value);
    let deep = {};
    for (let i = 0; i < 1_000_000; i += 1) deep = { deep };
    structuredClone(deep);
    return x + 1;
};
