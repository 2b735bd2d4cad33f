// Everything has a `then`.
// ? | ? | ?
Object.prototype.then = function (resolve) { resolve?.(7); };
exports.answer = (x) => ({ x });
