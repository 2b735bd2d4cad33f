// Throws an object whose getters throw.
// completed | Uncaught | pass
exports.answer = () => { throw { get a() { throw this; }, get message() { throw this; } }; };
