// Microtasks that make microtasks, behind an answer that is there.
// out of fuel | 42 | ended
exports.answer = (x) => {
    const again = () => queueMicrotask(again);
    again();
    return x + 1;
};
