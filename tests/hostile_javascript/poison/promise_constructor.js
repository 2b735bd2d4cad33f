// The constructor of all promises is another.
// ? | ? | ?
Promise.prototype.constructor = { [Symbol.species]: function Seven(executor) { executor(() => {}, () => {}); } };
exports.answer = async (x) => x + 1;
