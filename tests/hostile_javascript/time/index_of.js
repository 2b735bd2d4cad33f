// Searches in long texts, each one call of the engine.
// out of fuel | - | ended
exports.answer = () => {
    const text = 'a'.repeat(10_000_000);
    let found = 0;
    for (let i = 0; i < 10_000; i += 1) found += text.lastIndexOf(`${'a'.repeat(5000)}b`);
    return found;
};
