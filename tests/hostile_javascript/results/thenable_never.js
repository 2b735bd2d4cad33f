// A thenable that never answers.
// ? | ? | ?
exports.answer = () => ({ then() {} });
