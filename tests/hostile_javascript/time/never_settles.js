// A promise that nothing settles.
// completed | UnsettledPromise | pass
exports.answer = () => new Promise(() => {});
