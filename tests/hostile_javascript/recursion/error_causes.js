// Errors that cause each other, thrown.
// out of fuel | - | ended
exports.answer = () => {
    let error = new Error('first');
    for (let i = 0; i < 500_000; i += 1) error = new Error('next', { cause: error });
    require('util').inspect(error, { depth: Infinity });
    throw error;
};
