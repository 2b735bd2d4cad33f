// `concat` of texts, by which the interpreter joins templates.
// completed | {"text":[{"$utf16":"d800"},{"$datetime":"1970-01-01T00:00:00 | pass
exports.answer = (x) => ({ text: ['\ud800', new Date(0), new Map([[{}, 1]])], x });
String.prototype.concat = () => '"forged"},"returned":{"forged":';
