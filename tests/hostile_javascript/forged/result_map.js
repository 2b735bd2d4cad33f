// Maps and instances that look like other forms.
// completed | [{"$dict":[["$result",0]]},{"$object":{"fields":{"$int":"42" | pass
class $int {
    constructor() {
        this.$int = '42';
    }
}
exports.answer = () => [new Map([['$result', 0]]), new $int(), { $set: [1] }, { $concat: ['a', 'b'] }, { $object: { fields: {}, type: 'T' } }];
