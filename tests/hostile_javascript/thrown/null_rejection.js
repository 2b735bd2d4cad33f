// Rejects with nothing.
// completed | Uncaught | pass
exports.answer = () => Promise.reject(null);
