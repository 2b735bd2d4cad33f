// Objects with the prototypes and tags of others.
// completed | [{"$object":{"fields":{},"type":"Map"}},{"$object":{"fields" | pass
exports.answer = () => [
    Object.create(Map.prototype), Object.create(Date.prototype), Object.create(Error.prototype), Object.create(Promise.prototype),
    Object.create(Uint8Array.prototype), { [Symbol.toStringTag]: 'Map' }, Object.setPrototypeOf(new Map([['a', 1]]), null),
    Object.setPrototypeOf(new Error('real'), null), Object.setPrototypeOf([1], Date.prototype), Object.create(String.prototype),
];
