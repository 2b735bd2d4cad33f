// Promises that never come to an end.
// ? | ? | ?
exports.answer = () => {
    const again = () => Promise.resolve().then(again);
    return again();
};
