// A function bound a million times.
// completed | InternalError | pass
exports.answer = (x) => {
    let bound = (value) => value + 1;
    for (let i = 0; i < 1_000_000; i += 1) bound = bound.bind(null);
    return bound(x);
};
