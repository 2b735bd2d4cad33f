// A gigabyte on standard output.
// out of fuel | - | ended
exports.answer = (x) => {
    const text = 'x'.repeat(1_000_000);
    for (let i = 0; i < 1000; i += 1) process.stdout.write(text);
    return x + 1;
};
