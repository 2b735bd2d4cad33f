// An object that knows its JSON.
// completed | {"value":1} | pass
exports.answer = () => ({ toJSON: () => 42, value: 1 });
