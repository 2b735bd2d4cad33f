// The process, `require`, the module and all builtin modules as a result.
// completed | [{"$object":{"fields":{"_captureRejections":false,"_events": | pass
exports.answer = () => [process, require, module, require('module').builtinModules.map((name) => require(name))];
