// JSON of nested lists, and of many.
// out of fuel | - | ended
exports.answer = (x) => {
    try {
        JSON.parse('['.repeat(5_000_000) + ']'.repeat(5_000_000));
    } catch {
        // Too deep.
    }
    return JSON.parse(`[${'[],'.repeat(20_000_000)}[]]`).length + x;
};
