// Functions of arrays that call themselves by their callbacks.
// completed | RangeError | pass
exports.answer = () => {
    const dive = () => [1, 2].sort(dive) && [1].map(dive) && 'a'.replace(/a/, dive) && Array.from([1], dive);
    return dive();
};
