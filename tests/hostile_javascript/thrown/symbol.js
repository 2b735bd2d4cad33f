// Throws a symbol.
// completed | Uncaught | pass
exports.answer = () => { throw Symbol('s'); };
