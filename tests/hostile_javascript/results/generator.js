// A generator that never ends, as a result.
// completed | {} | pass
exports.answer = function* answer() {
    for (;;) yield 42;
};
