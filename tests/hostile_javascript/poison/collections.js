// All functions of maps, sets and their kin are replaced.
// completed | [{"a":41},{"$set":[41]}] | pass
exports.answer = (x) => [new Map([['a', x]]), new Set([x])];
for (const kind of [WeakMap, WeakSet, WeakRef, Date, Number, BigInt, Symbol, Boolean, ArrayBuffer, DataView]) {
    for (const name of Reflect.ownKeys(kind.prototype)) {
        try {
            kind.prototype[name] = () => 7;
        } catch {
            // It can't be replaced.
        }
    }
}
Map.prototype.forEach = Set.prototype.forEach = () => 7;
Map.prototype.get = Map.prototype.has = Map.prototype.delete = () => 7;
