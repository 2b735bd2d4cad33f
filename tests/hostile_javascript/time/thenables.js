// A thenable that is resolved by another one, without end.
// out of fuel | - | ended
const thenable = () => ({ then: (resolve) => resolve(thenable()) });
exports.answer = () => thenable();
