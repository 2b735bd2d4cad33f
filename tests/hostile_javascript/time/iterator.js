// A list from an iterator that never ends.
// out of fuel | - | ended
exports.answer = () => Array.from({
    [Symbol.iterator]: () => ({ next: () => ({ done: false }) }),
}).length;
