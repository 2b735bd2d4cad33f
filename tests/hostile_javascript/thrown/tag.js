// Throws an object that says it is an error.
// completed | RangeError | pass
exports.answer = () => { throw { [Symbol.toStringTag]: 'Error', name: 'RangeError', message: 'm', __proto__: Error.prototype }; };
