// Everything that the process has is replaced.
// completed | 42 | pass
for (const name of Reflect.ownKeys(process)) {
    try {
        process[name] = () => { throw new Error('no process'); };
    } catch {
        // It stays.
    }
}
exports.answer = async (x) => x + 1;
