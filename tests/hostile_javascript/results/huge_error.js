// An error whose texts are megabytes.
// out of fuel | - | ended
exports.answer = () => {
    const error = new Error('m'.repeat(20_000_000));
    error.name = 'n'.repeat(20_000_000);
    error.stack = '/app/solution.js:'.repeat(3_000_000);
    throw error;
};
