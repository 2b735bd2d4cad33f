// Everything is frozen.
// completed | 42 | pass
const seen = new Set();
const freeze = (object) => {
    if ((typeof object !== 'object' && typeof object !== 'function') || object === null || seen.has(object)) return;
    seen.add(object);
    try {
        Object.freeze(object);
    } catch {
        // It can't be.
    }
    for (const key of Reflect.ownKeys(object)) {
        const property = Reflect.getOwnPropertyDescriptor(object, key);
        freeze(property?.value);
        freeze(property?.get);
    }
    freeze(Object.getPrototypeOf(object));
};
freeze(globalThis);
freeze(require);
exports.answer = async (x) => x + 1;
