'use strict';

function unlocks(code) {
    const expected = process.env.UNLOCK_CODE;
    if (code.length !== expected.length) {
        return false;
    }
    let difference = 0;
    for (let i = 0; i < code.length; i++) {
        difference |= code.charCodeAt(i) ^ expected.charCodeAt(i);
    }
    return difference === 0;
}

module.exports = { unlocks };
