// A promise that nothing settles.
// ? | ? | ?
exports.answer = () => new Promise(() => {});
