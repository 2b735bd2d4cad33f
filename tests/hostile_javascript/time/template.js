// Templates, tagged and nested, that call each other without end.
// out of fuel | - | ended
const tag = (...parts) => tag`${parts.length}${() => tag}`;
exports.answer = (x) => {
    try {
        return tag`${x}`;
    } catch {
        for (;;) String.raw`${x}`;
    }
};
