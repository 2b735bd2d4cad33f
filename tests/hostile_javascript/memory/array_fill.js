// Arrays filled to the brim.
// ? | ? | ?
exports.answer = () => {
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill(kept));
};
