// A generator that never ends, as a result.
// ? | ? | ?
exports.answer = function* answer() {
    for (;;) yield 42;
};
