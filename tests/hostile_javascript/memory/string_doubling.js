// A text that is twice as long each time.
// ? | ? | ?
exports.answer = () => {
    let text = 'x';
    for (;;) text += text;
};
