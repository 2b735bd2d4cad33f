// Setters on the indices of all lists.
// completed | {"dict":{"$dict":[[{},41]]},"list":[41,{"x":41}],"map":{"$di | pass
const taken = new Map();
for (let i = 0; i < 20; i += 1) {
    for (const prototype of [Array.prototype, Object.prototype]) {
        Object.defineProperty(prototype, i, {
            configurable: true,
            get: () => 7,
            set(value) { taken.set(taken.size, [value, this]); },
        });
    }
}
exports.answer = async (x) => ({ list: [x, { x }], map: new Map([[x, x]]), set: new Set([x]), dict: new Map([[{}, x]]) });
