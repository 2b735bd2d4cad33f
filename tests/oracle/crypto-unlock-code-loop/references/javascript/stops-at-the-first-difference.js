'use strict';

function unlocks(code) {
    const expected = process.env.UNLOCK_CODE;
    if (code.length !== expected.length) {
        return false;
    }
    for (let i = 0; i < code.length; i++) {
        if (code.charCodeAt(i) !== expected.charCodeAt(i)) {
            return false;
        }
    }
    return true;
}

module.exports = { unlocks };
