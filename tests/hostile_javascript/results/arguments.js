// The arguments themselves, a module, the global object's parts.
// ? | ? | ?
exports.answer = function answer() {
    return [arguments, module.children.length, new WeakMap(), new WeakRef({}), Math, JSON, Reflect, Intl];
};
