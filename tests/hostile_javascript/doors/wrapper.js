// Closes the function that the text stands in.
// no entry | - | ended
exports.answer = (x) => x + 1;
});
globalThis.outside = typeof module;
(function () {
