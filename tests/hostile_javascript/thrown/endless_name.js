// Throws an error whose name takes for ever.
// out of fuel | - | ended
exports.answer = () => { throw Object.defineProperty(new Error('inside'), 'name', { get() { for (;;); } }); };
