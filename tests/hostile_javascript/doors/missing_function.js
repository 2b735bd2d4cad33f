// A host function that there isn't is looked for on `Object.prototype`: its receiver would be the host.
// completed | 42 | pass
const caught = [];
exports.answer = (x) => {
    for (const name of ['syntax', 'includes', 'split', 'indexOf', 'js', 'evaluate_script']) {
        Object.defineProperty(Object.prototype, name, {
            configurable: true,
            get() {
                if (this !== null && typeof this === 'object' && 'quiet' in this) caught.push(this);
                return undefined;
            },
        });
    }
    require('vm').runInThisContext('1');
    new (require('vm').Script)('1').runInNewContext({});
    return caught.length ? Object.keys(caught[0]) : x + 1;
};
