'use strict';

function tidy(line) {
    return line.replace(/ +$/, '').length;
}

module.exports = { tidy };
