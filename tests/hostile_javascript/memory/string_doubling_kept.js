// As before, all of them kept and made flat.
// completed | InternalError | pass
exports.answer = () => {
    const kept = [];
    for (let text = 'x'; ; text += kept.length % 10) {
        text += text;
        kept.push([text, text.charCodeAt(5)]);
    }
};
