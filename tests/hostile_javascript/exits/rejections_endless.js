// Rejections that are handled too late, again and again.
// out of fuel | 42 | ended
exports.answer = (x) => {
    process.on('unhandledRejection', (reason, promise) => promise.catch(() => {}));
    process.on('rejectionHandled', () => Promise.reject(new Error('again')));
    Promise.reject(new Error('first'));
    return x + 1;
};
