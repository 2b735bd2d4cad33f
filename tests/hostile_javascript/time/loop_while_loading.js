// An endless loop before there is anything to call.
// out of fuel | - | ended
exports.answer = (x) => x + 1;
while (true);
