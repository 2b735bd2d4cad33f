// Sends itself every signal.
// exited 129 | - | pass
exports.answer = (x) => {
    for (let signal = 0; signal < 70; signal += 1) {
        try {
            process.kill(process.pid, signal);
        } catch {
            // There is no such signal.
        }
    }
    return x + 1;
};
