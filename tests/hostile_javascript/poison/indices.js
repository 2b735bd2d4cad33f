// Setters on the indices of all lists.
// ? | ? | ?
const taken = [];
for (let i = 0; i < 20; i += 1) {
    for (const prototype of [Array.prototype, Object.prototype]) {
        Object.defineProperty(prototype, i, {
            configurable: true,
            get: () => 7,
            set(value) { Reflect.apply(Array.prototype.push, taken, [value, this]); },
        });
    }
}
exports.answer = async (x) => ({ list: [x, { x }], map: new Map([[x, x]]), set: new Set([x]), dict: new Map([[{}, x]]) });
