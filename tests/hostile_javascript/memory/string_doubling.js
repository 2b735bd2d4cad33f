// A text that is twice as long each time.
// completed | InternalError | pass
exports.answer = () => {
    let text = 'x';
    for (;;) text += text;
};
