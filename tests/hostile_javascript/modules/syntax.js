// A text that is no program.
// not loaded: SyntaxError | - | ended
exports.answer = (x) => x + ;
