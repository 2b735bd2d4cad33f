// `then` and the promise itself are replaced.
// completed | 42 | pass
const { then } = Promise.prototype;
Promise.prototype.then = function () { return then.call(this, () => 7); };
Promise.prototype.catch = Promise.prototype.finally = () => 7;
Promise.resolve = Promise.reject = Promise.all = () => 7;
Object.defineProperty(Promise, Symbol.species, { get: () => function () { throw new Error('no species'); } });
Promise.prototype.constructor = function () { throw new Error('no constructor'); };
exports.answer = async (x) => x + 1;
globalThis.Promise = function () {};
