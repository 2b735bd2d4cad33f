// Instances in instances, as deep as is allowed for plain lists.
// completed | {"$opaque":{"text":"too large","type":"value"}} | pass
class Nested {
    constructor(inner) {
        this.inner = inner;
    }
}
exports.answer = () => {
    let value = 42;
    for (let i = 0; i < 60; i += 1) value = new Nested(value);
    return value;
};
