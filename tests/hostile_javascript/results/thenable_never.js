// A thenable that never answers.
// completed | UnsettledPromise | pass
exports.answer = () => ({ then() {} });
