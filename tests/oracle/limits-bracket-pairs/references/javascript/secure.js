'use strict';

function countPairs(text) {
    let opened = 0;
    let pairs = 0;
    for (let i = 0; i < text.length; i++) {
        if (text[i] === '(') {
            opened++;
        } else if (text[i] === ')' && opened > 0) {
            opened--;
            pairs++;
        }
    }
    return pairs;
}

module.exports = { countPairs };
