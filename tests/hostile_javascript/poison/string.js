// All functions of texts are replaced.
// ? | ? | ?
exports.answer = (x) => ({ text: `${x}`, list: ['\ud800'] });
for (const name of Reflect.ownKeys(String.prototype)) if (name !== 'length') String.prototype[name] = () => 7;
String.fromCharCode = String.raw = () => 7;
globalThis.String = () => 7;
