// The arguments themselves, a module, the global object's parts.
// completed | [{"0":41},0,{"$object":{"fields":{},"type":"WeakMap"}},{"$ob | pass
exports.answer = function answer() {
    return [arguments, module.children.length, new WeakMap(), new WeakRef({}), Math, JSON, Reflect, Intl];
};
