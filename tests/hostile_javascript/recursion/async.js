// Asynchronous functions that await each other to any depth.
// completed | RangeError | pass
const dive = async (depth) => (depth > 1e9 ? 42 : await dive(depth + 1));
exports.answer = () => dive(0);
