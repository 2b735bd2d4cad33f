'use strict';

function tidy(line) {
    let end = line.length;
    while (end > 0 && line[end - 1] === ' ') {
        end--;
    }
    return end;
}

module.exports = { tidy };
