// Stacks are prepared by the candidate, for the driver's own errors too.
// ? | ? | ?
Error.prepareStackTrace = () => { throw new Error('no stack'); };
Error.stackTraceLimit = Infinity;
exports.answer = (x) => [x, new Map(), new Date(0), {}];
