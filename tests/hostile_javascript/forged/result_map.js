// Maps and instances that look like other forms.
// ? | ? | ?
class $int {
    constructor() {
        this.$int = '42';
    }
}
exports.answer = () => [new Map([['$result', 0]]), new $int(), { $set: [1] }, { $concat: ['a', 'b'] }, { $object: { fields: {}, type: 'T' } }];
