// Bytes by the hundred million as a result.
// ? | ? | ?
exports.answer = () => Buffer.alloc(100_000_000, 1);
