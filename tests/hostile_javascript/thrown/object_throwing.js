// Throws an object whose getters throw.
// ? | ? | ?
exports.answer = () => { throw { get a() { throw this; }, get message() { throw this; } }; };
