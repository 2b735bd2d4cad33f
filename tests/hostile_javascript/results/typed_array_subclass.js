// Typed arrays whose prototype is not theirs.
// completed | [{"$bytes":"AQID"},[1.5,null,null]] | pass
exports.answer = () => {
    const bytes = new Uint8Array([1, 2, 3]);
    Object.setPrototypeOf(bytes, { get length() { return 2 ** 40; } });
    const floats = new Float64Array([1.5]);
    Object.defineProperty(floats, 'length', { get: () => 3 });
    return [bytes, floats];
};
