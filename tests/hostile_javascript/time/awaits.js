// An endless loop of awaits.
// out of fuel | - | ended
exports.answer = async () => {
    for (;;) await null;
};
