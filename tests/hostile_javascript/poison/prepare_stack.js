// Stacks are prepared by the candidate, for the driver's own errors too.
// completed | [41,{},{"$datetime":"1970-01-01T00:00:00+00:00"},{}] | pass
Error.prepareStackTrace = () => { throw new Error('no stack'); };
Error.stackTraceLimit = Infinity;
exports.answer = (x) => [x, new Map(), new Date(0), {}];
