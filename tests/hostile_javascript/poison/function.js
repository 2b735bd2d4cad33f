// `call`, `apply` and `bind` are replaced.
// completed | 42 | pass
Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 7;
Function.prototype.toString = () => 'function answer() { [native code] }';
exports.answer = (x) => x + 1;
