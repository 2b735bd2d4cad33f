// An asynchronous generator, as a result.
// completed | {} | pass
exports.answer = async function* answer() {
    for (;;) yield 42;
};
