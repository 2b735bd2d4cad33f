'use strict';

const MAX_DEPTH = 10;

const LINE_WITHOUT_MEANING = /^ *(?:#|$)/;
const ENTRY = /^( *)([A-Za-z][A-Za-z0-9_-]*):(?: ([^\n]+))?$/;
const SINGLE_VALUE = /"[^"\\\p{Cc}]*"|[A-Za-z0-9_./-]+(?: [A-Za-z0-9_./-]+)*/uy;
const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
const RESERVED_WORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const CONSTANTS = new Map([
    ['true', true],
    ['false', false],
    ['null', null],
]);

function check(condition) {
    if (!condition) {
        throw new SyntaxError('invalid settings');
    }
}

// Reads the value of an entry, which stands in one line. `depth` counts the mappings and lists around a value.
class ValueReader {
    constructor(text) {
        this.text = text;
        this.position = 0;
    }

    readAll(depth) {
        const value = this.read(depth);
        check(this.position === this.text.length);
        return value;
    }

    read(depth) {
        return this.skip('[') ? this.readItems(depth + 1) : this.readSingleValue();
    }

    readItems(depth) {
        check(depth <= MAX_DEPTH);
        const items = [];
        if (this.skip(']')) {
            return items;
        }
        do {
            items.push(this.read(depth));
        } while (this.skip(', '));
        check(this.skip(']'));
        return items;
    }

    readSingleValue() {
        SINGLE_VALUE.lastIndex = this.position;
        const match = SINGLE_VALUE.exec(this.text);
        check(match !== null);
        const [text] = match;
        this.position += text.length;
        if (text.startsWith('"')) {
            return text.slice(1, -1);
        }
        if (INTEGER.test(text)) {
            return Number(text);
        }
        if (CONSTANTS.has(text)) {
            return CONSTANTS.get(text);
        }
        check(/^[A-Za-z]/.test(text) && !RESERVED_WORD.test(text));
        return text;
    }

    skip(token) {
        const found = this.text.startsWith(token, this.position);
        if (found) {
            this.position += token.length;
        }
        return found;
    }
}

// Reads the entries with this indentation. The next line is the last one of the array.
function readMapping(lines, indentation, depth) {
    check(depth <= MAX_DEPTH);
    const entries = {};
    while (lines.length > 0) {
        const entry = ENTRY.exec(lines.at(-1));
        check(entry !== null);
        const [, spaces, key, value] = entry;
        if (spaces.length < indentation) {
            break;
        }
        check(spaces.length === indentation && !Object.hasOwn(entries, key));
        lines.pop();
        entries[key] =
            value === undefined
                ? readMapping(lines, indentation + 2, depth + 1)
                : new ValueReader(value).readAll(depth);
    }
    check(Object.keys(entries).length > 0);
    return entries;
}

function loadSettings(text) {
    const lines = text
        .split('\n')
        .filter((line) => !LINE_WITHOUT_MEANING.test(line))
        .reverse();
    try {
        return lines.length === 0 ? {} : readMapping(lines, 0, 1);
    } catch {
        return null;
    }
}

module.exports = { loadSettings };
