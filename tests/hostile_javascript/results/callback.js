// A function with a callback, which calls it often, late, and with what is no error.
// completed | 42 | pass
exports.answer = (x, callback) => {
    callback(undefined, x + 1);
    callback(new Error('second'));
    setImmediate(callback, 'third');
    return Promise.reject(new Error('fourth'));
};
