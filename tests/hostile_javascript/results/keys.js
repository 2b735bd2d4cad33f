// Keys that mean something elsewhere.
// completed | {"$dict":[["",4],["$bytes",5],["__proto__",{"a":1}],["constr | pass
exports.answer = () => JSON.parse('{"__proto__": {"a": 1}, "constructor": 1, "toJSON": 2, "then": 3, "": 4, "$bytes": 5, "\\ud800": 6, "toString": 7}');
