// The global object as a result.
// ? | ? | ?
exports.answer = () => globalThis;
