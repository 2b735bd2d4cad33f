// Declarations of the names that a module has already.
// ? | ? | ?
var exports = { answer: () => 41 }, require, module;
function __filename() {}
