// Promises that never come to an end.
// out of fuel | - | ended
exports.answer = () => {
    const again = () => Promise.resolve().then(again);
    return again();
};
