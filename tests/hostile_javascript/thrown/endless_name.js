// Throws an error whose name takes for ever.
// ? | ? | ?
exports.answer = () => { throw Object.defineProperty(new Error('inside'), 'name', { get() { for (;;); } }); };
