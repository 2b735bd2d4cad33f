// Throws an error whose stack takes for ever.
// ? | ? | ?
exports.answer = () => { throw Object.defineProperty(new Error('inside'), 'stack', { get() { for (;;); } }); };
