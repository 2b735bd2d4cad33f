// Typed arrays whose bytes are gone, or were resized while read.
// completed | [{"value":1},{"$bytes":""},{"$bytes":""},[],{"$bytes":""},{" | pass
exports.answer = () => {
    const bytes = new Uint8Array(8);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    const resizable = new ArrayBuffer(8, { maxByteLength: 16 });
    const floats = new Float32Array(resizable);
    const view = new DataView(resizable);
    return [{ get value() { resizable.resize(0); return 1; } }, bytes, bytes.buffer, floats, new Uint8Array(resizable), view];
};
