// A text that is a module and is not.
// not loaded: ReferenceError | - | ended
import fs from 'node:fs';
module.exports.answer = (x) => x + 1;
