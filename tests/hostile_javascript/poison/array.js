// All functions of arrays are replaced.
// completed | 42 | pass
exports.answer = (x) => x + 1;
for (const name of Reflect.ownKeys(Array.prototype)) {
    if (name !== 'length' && name !== 'constructor') Array.prototype[name] = () => [7];
}
Array.isArray = () => true;
Array.from = Array.of = () => [7];
