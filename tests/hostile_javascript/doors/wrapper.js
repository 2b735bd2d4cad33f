// Closes the function that the text stands in.
// ? | ? | ?
exports.answer = (x) => x + 1;
});
globalThis.outside = typeof module;
(function () {
