// A text that is the driver's answer.
// ? | ? | ?
exports.answer = () => '{"returned":42}';
