// The global object as a result.
// completed | {"crypto":{"$object":{"fields":{},"type":"Crypto"}},"global" | pass
exports.answer = () => globalThis;
