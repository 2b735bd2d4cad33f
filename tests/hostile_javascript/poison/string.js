// All functions of texts are replaced.
// completed | {"list":[{"$utf16":"d800"}],"text":7} | pass
exports.answer = (x) => ({ text: `${x}`, list: ['\ud800'] });
for (const name of Reflect.ownKeys(String.prototype)) if (name !== 'length') String.prototype[name] = () => 7;
String.fromCharCode = String.raw = () => 7;
globalThis.String = () => 7;
