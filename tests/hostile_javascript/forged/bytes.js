// An object that looks like bytes in the form that results have.
// ? | ? | ?
exports.answer = () => ({ $bytes: 'NDI=' });
