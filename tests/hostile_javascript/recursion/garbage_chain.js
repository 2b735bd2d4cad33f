// A list of two million links, let go at once.
// out of fuel | - | ended
exports.answer = (x) => {
    let list = null;
    for (let i = 0; i < 1_000_000; i += 1) list = { list };
    list = null;
    let closures = () => {};
    for (let i = 0; i < 300_000; i += 1) {
        const before = closures;
        closures = () => before;
    }
    closures = null;
    return x + 1;
};
