'use strict';

function fits(pattern, name) {
    let at = 0;
    let place = 0;
    let star = -1;
    let tried = 0;
    while (place < name.length) {
        if (pattern[at] === '*') {
            star = at++;
            tried = place;
        } else if (pattern[at] === name[place]) {
            at++;
            place++;
        } else if (star >= 0) {
            at = star + 1;
            place = ++tried;
        } else {
            return false;
        }
    }
    return /^\**$/.test(pattern.slice(at));
}

module.exports = { fits };
