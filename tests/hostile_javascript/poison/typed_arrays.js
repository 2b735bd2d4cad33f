// What typed arrays say of themselves is replaced.
// completed | [{},{"$bytes":"AAA="}] | pass
const TypedArray = Object.getPrototypeOf(Uint8Array);
for (const name of ['length', 'byteLength', 'byteOffset', 'buffer', Symbol.toStringTag]) {
    Object.defineProperty(TypedArray.prototype, name, { get: () => 7, configurable: true });
}
exports.answer = () => [new Uint8Array([1, 2, 3, 4, 5]), new ArrayBuffer(2)];
globalThis.Uint8Array = class {};
