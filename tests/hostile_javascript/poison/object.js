// All functions of `Object` and `Reflect` are replaced.
// completed | {"x":41} | pass
exports.answer = (x) => ({ x });
for (const owner of [Object, Reflect]) {
    for (const name of Reflect.ownKeys(owner)) {
        try {
            owner[name] = () => { throw new Error('not this way'); };
        } catch {
            // It can't be replaced.
        }
    }
}
