// The constructor of all promises is another.
// completed | 42 | pass
Promise.prototype.constructor = { [Symbol.species]: function Seven(executor) { executor(() => {}, () => {}); } };
exports.answer = async (x) => x + 1;
