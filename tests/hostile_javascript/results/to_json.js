// An object that knows its JSON.
// ? | ? | ?
exports.answer = () => ({ toJSON: () => 42, value: 1 });
