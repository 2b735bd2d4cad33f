// An asynchronous generator, as a result.
// ? | ? | ?
exports.answer = async function* answer() {
    for (;;) yield 42;
};
