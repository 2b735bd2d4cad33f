// Finalizers that make more to be finalized.
// out of fuel | 42 | ended
const registry = new FinalizationRegistry(() => make());
const make = () => {
    for (let i = 0; i < 10; i += 1) registry.register({}, i);
};
exports.answer = (x) => {
    make();
    return x + 1;
};
