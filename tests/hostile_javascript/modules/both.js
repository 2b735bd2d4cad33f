// A text that is a module and is not.
// ? | ? | ?
import fs from 'node:fs';
module.exports.answer = (x) => x + 1;
