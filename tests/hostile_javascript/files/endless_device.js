// A device that never ends, read to its end.
// ? | ? | ?
exports.answer = () => require('fs').readFileSync('/dev/zero').length;
