// A regular expression that remembers everything.
// out of fuel | - | ended
exports.answer = () => /(?:(.)|(..)|(...)){1,}?$/.exec('a'.repeat(50_000_000)).length;
