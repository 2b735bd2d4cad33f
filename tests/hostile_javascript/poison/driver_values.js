// Values on `Object.prototype`, named as the fields that a driver may have.
// completed | 42 | pass
for (const name of ['kind', 'file', 'returned', 'raised', 'get', 'set', 'value', 'fields', 'how', 'owner', 'above', 'run', 'code', 'type']) {
    Object.prototype[name] = 7;
}
exports.answer = async (x) => x + 1;
