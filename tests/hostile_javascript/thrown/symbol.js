// Throws a symbol.
// ? | ? | ?
exports.answer = () => { throw Symbol('s'); };
