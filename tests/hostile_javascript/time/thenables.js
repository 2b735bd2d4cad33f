// A thenable that is resolved by another one, without end.
// ? | ? | ?
const thenable = () => ({ then: (resolve) => resolve(thenable()) });
exports.answer = () => thenable();
