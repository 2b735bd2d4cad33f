// An endless loop before there is anything to call.
// ? | ? | ?
exports.answer = (x) => x + 1;
while (true);
