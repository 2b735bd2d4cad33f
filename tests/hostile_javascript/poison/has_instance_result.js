// As before, while a result is read.
// completed | [{"$exception":{"message":"a","type":"Error"}}] | pass
Object.defineProperty(Error, Symbol.hasInstance, { value() { for (;;); } });
exports.answer = () => [new Error('a')];
