// Uses what the loader hands over to the first line.
// completed | 41 | pass
exports.answer = (x) => x + 1;
try {
    __dualgauge_declare({ answer: () => () => 41 });
} catch {
    // It isn't there.
}
exports.answer = undefined;
