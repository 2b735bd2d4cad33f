// Setters and getters named as the fields that a driver may have.
// completed | TypeError | pass
const names = ['kind', 'file', 'returned', 'raised', 'loaded', 'then', 'get', 'set', 'value', 'writable', 'enumerable', 'configurable',
    'fields', 'length', 'name', 'how', 'found', 'function', 'receiver', 'owner', 'size', 'above', 'results', 'callbacks', 'counters',
    'run', 'due', 'at', 'ref', 'done', 'next', 'return', 'default', 'syntax', 'quiet', 'code', 'message', 'stack', 'type'];
const seen = [];
for (const name of names) {
    Object.defineProperty(Object.prototype, name, {
        __proto__: null,
        configurable: true,
        get() { seen[seen.length] = this; return undefined; },
        set() { seen[seen.length] = this; },
    });
}
exports.answer = async (x) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return x + 1;
};
