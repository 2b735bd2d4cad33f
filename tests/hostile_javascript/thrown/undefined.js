// Throws nothing.
// completed | Uncaught | pass
exports.answer = () => { throw undefined; };
