// Dates at the ends of time.
// out of fuel | - | ended
exports.answer = (x) => {
    for (let i = 0; i < 1e5; i += 1) new Date(8.64e15 - i).toLocaleString('en-GB', { timeZone: 'UTC' });
    return x + 1;
};
