// Microtasks that make microtasks, behind an answer that is there.
// ? | ? | ?
exports.answer = (x) => {
    const again = () => queueMicrotask(again);
    again();
    return x + 1;
};
