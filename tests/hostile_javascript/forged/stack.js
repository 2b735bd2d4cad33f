// Stacks that name lines and files which don't exist.
// completed | Error | pass
exports.answer = () => {
    const error = new Error('where?');
    error.stack = 'at /app/solution.js:99999999999999999999 at /app/solution.js:0 at /app/solution.js:7:1';
    throw error;
};
