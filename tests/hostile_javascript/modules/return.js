// A `return` before the end.
// ? | ? | ?
exports.answer = (x) => x + 1;
return;
exports.answer = () => 41;
