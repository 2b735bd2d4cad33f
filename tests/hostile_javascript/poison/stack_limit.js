// No stack is kept, or one of any length.
// ? | ? | ?
Error.stackTraceLimit = { valueOf: () => { throw new Error('no limit'); } };
exports.answer = () => { throw new RangeError('as it was'); };
