// Throws errors that are named like ends.
// completed | OutOfFuel | pass
exports.answer = () => {
    const error = new Error('completed');
    error.name = 'OutOfFuel';
    error.message = { toString: () => 'never' };
    throw error;
};
