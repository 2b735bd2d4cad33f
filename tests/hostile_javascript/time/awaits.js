// An endless loop of awaits.
// ? | ? | ?
exports.answer = async () => {
    for (;;) await null;
};
