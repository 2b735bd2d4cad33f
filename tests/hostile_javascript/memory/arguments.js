// A call with millions of arguments.
// out of fuel | - | ended
exports.answer = (x) => {
    for (const count of [1e5, 1e6, 1e7, 2 ** 31]) {
        try {
            Math.max(...new Array(count));
            Reflect.apply(Math.max, null, { length: count });
            new Array(...new Array(count));
        } catch {
            // It may be refused.
        }
    }
    return x + 1;
};
