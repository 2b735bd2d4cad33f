// Rejections that are handled too late, again and again.
// ? | ? | ?
exports.answer = (x) => {
    process.on('unhandledRejection', (reason, promise) => promise.catch(() => {}));
    process.on('rejectionHandled', () => Promise.reject(new Error('again')));
    Promise.reject(new Error('first'));
    return x + 1;
};
