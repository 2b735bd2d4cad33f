// Buffers, kept, every failure caught.
// completed | 42 | pass
exports.answer = (x) => {
    const kept = [];
    let failures = 0;
    while (failures < 100) {
        try {
            kept.push(Buffer.alloc(5_000_000));
        } catch {
            failures += 1;
        }
    }
    kept.length = 0;
    return x + 1;
};
