// Exit codes that are no codes.
// exited 255 | - | pass
exports.answer = () => {
    for (const code of [{ valueOf: () => 1 }, 'x', 1.5, NaN, -1, 2 ** 40]) {
        try {
            process.exitCode = code;
        } catch {
            // It is refused.
        }
    }
    process.exit(-1);
};
