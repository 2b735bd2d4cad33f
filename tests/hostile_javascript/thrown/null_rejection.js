// Rejects with nothing.
// ? | ? | ?
exports.answer = () => Promise.reject(null);
