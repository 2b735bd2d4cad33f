// Functions of the host, as many as there is fuel for.
// ? | ? | ?
const fs = require('fs');
exports.answer = () => {
    for (;;) fs.existsSync('/tmp/a');
};
