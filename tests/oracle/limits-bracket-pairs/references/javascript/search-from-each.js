'use strict';

function countPairs(text) {
    let pairs = 0;
    for (let start = 0; start < text.length; start++) {
        if (text[start] !== '(') {
            continue;
        }
        let depth = 0;
        for (let i = start; i < text.length; i++) {
            if (text[i] === '(') {
                depth++;
            } else if (text[i] === ')' && --depth === 0) {
                pairs++;
                break;
            }
        }
    }
    return pairs;
}

module.exports = { countPairs };
