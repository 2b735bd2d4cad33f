// As before, while a result is read.
// ? | ? | ?
Object.defineProperty(Error, Symbol.hasInstance, { value() { for (;;); } });
exports.answer = () => [new Error('a')];
