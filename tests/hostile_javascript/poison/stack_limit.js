// No stack is kept, or one of any length.
// completed | RangeError | pass
Error.stackTraceLimit = { valueOf: () => { throw new Error('no limit'); } };
exports.answer = () => { throw new RangeError('as it was'); };
