// Functions of the host, as many as there is fuel for.
// out of fuel | - | ended
const fs = require('fs');
exports.answer = () => {
    for (;;) fs.existsSync('/tmp/a');
};
