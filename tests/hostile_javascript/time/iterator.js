// A list from an iterator that never ends.
// ? | ? | ?
exports.answer = () => Array.from({
    [Symbol.iterator]: () => ({ next: () => ({ done: false }) }),
}).length;
