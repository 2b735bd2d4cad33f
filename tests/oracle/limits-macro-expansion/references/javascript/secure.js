'use strict';

const LIMIT = 1000;

// At most a little more than the limit.
function writtenOut(part, meanings) {
    let result = '';
    for (const character of part) {
        result += meanings.get(character) ?? character;
        if (result.length > LIMIT) {
            break;
        }
    }
    return result;
}

function expand(text) {
    const definitions = text.split(';');
    const last = definitions.pop();
    const meanings = new Map();
    for (const definition of definitions) {
        meanings.set(definition[0], writtenOut(definition.slice(2), meanings));
    }
    const result = writtenOut(last, meanings);
    return result.length <= LIMIT ? result : null;
}

module.exports = { expand };
