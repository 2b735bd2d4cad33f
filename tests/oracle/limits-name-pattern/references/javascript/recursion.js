'use strict';

function fits(pattern, name) {
    if (pattern === '') {
        return name === '';
    }
    if (pattern[0] === '*') {
        for (let length = 0; length <= name.length; length++) {
            if (fits(pattern.slice(1), name.slice(length))) {
                return true;
            }
        }
        return false;
    }
    return name !== '' && pattern[0] === name[0] && fits(pattern.slice(1), name.slice(1));
}

module.exports = { fits };
