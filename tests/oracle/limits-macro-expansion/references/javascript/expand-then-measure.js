'use strict';

const LIMIT = 1000;

function writtenOut(part, meanings) {
    let result = '';
    for (const character of part) {
        const meaning = meanings.get(character);
        result += meaning === undefined ? character : writtenOut(meaning, meanings);
    }
    return result;
}

function expand(text) {
    const definitions = text.split(';');
    const last = definitions.pop();
    const meanings = new Map(definitions.map((definition) => [definition[0], definition.slice(2)]));
    const result = writtenOut(last, meanings);
    return result.length <= LIMIT ? result : null;
}

module.exports = { expand };
