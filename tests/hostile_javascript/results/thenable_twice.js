// A thenable that resolves twice and throws after it.
// completed | 42 | pass
exports.answer = () => ({
    then(resolve, reject) {
        resolve(42);
        resolve(43);
        reject(new Error('too late'));
        throw new Error('much too late');
    },
});
