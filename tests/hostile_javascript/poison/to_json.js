// Everything knows its JSON.
// ? | ? | ?
Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = BigInt.prototype.toJSON = () => 7;
exports.other = exports.another = (x) => x;
exports.answer = (x) => ({ x: [x, 'text', 7n] });
