// Every function of every builtin is replaced by one that throws.
// completed | 42 | pass
const refuse = () => { throw new Error('not this way'); };
exports.answer = async (x) => x + 1;
const { ownKeys, getOwnPropertyDescriptor: find, defineProperty: define } = Reflect;
const globals = ownKeys(globalThis);
for (let i = 0; i < globals.length; i += 1) {
    const value = find(globalThis, globals[i])?.value;
    if (value === undefined || value === null || value === globalThis) continue;
    const owners = [value, value.prototype];
    for (let j = 0; j < 2; j += 1) {
        const owner = owners[j];
        if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) continue;
        const keys = ownKeys(owner);
        for (let k = 0; k < keys.length; k += 1) {
            if (keys[k] === 'prototype' || keys[k] === 'length' || typeof keys[k] === 'symbol') continue;
            define(owner, keys[k], { __proto__: null, value: refuse, configurable: true, writable: true });
        }
    }
}
