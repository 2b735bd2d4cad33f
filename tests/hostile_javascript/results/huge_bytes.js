// Bytes by the hundred million as a result.
// out of fuel | - | ended
exports.answer = () => Buffer.alloc(100_000_000, 1);
