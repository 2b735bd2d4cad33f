// Fields of instances whose names can't stand in JSON, or mean something there.
// completed | {"$object":{"fields":{"":2,"$bytes":"x","a\"b":3,"�":1},"typ | pass
class Odd {}
exports.answer = () => Object.assign(new Odd(), { '\ud800': 1, $bytes: 'x', '': 2, __proto__: null, 'a"b': 3 });
