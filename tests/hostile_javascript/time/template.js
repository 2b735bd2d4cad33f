// Templates, tagged and nested, that call each other without end.
// ? | ? | ?
const tag = (...parts) => tag`${parts.length}${() => tag}`;
exports.answer = (x) => {
    try {
        return tag`${x}`;
    } catch {
        for (;;) String.raw`${x}`;
    }
};
