// Bytes by the hundred million as a result.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
exports.answer = () => Buffer.alloc(100_000_000, 1);
