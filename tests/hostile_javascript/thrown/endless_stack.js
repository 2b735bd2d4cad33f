// Throws an error whose stack takes for ever.
// out of fuel | - | ended
exports.answer = () => { throw Object.defineProperty(new Error('inside'), 'stack', { get() { for (;;); } }); };
