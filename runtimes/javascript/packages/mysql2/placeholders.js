'use strict';
const SqlString = require('sqlstring');

/** Texts, names and comments, and placeholders. */
const PIECE = /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|--\s[^\n]*|#[^\n]*|\/\*[^]*?\*\/|\?+/g;
const PLACEHOLDER = /\?+/g;

function isPlain(value) {
    return value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value);
}

/**
 * The text and the list of values of `query(sql, values)`. The client writes values into the text with its own escapes, which
 * is as safe as to bind them: so that a statement's text is the same whatever its values are, those are bound that stand for
 * one value each. What becomes more than that (lists, objects, names) and what stands within quotes is written as the client
 * does it.
 */
function withValues(sql, values, { stringifyObjects = false, timezone }) {
    if (values === undefined || values === null) return [sql, []];
    const list = Array.isArray(values) ? values : [values];
    const bound = [];
    let next = 0;
    const replaced = (marks, mayBind) => {
        if (marks.length > 2 || next >= list.length) return marks;
        const value = list[next];
        next += 1;
        if (marks.length === 2) return SqlString.escapeId(value);
        if (!mayBind || !isPlain(value)) return SqlString.escape(value, stringifyObjects, timezone);
        bound.push(value instanceof Date ? SqlString.dateToString(value, timezone ?? 'local').slice(1, -1) : value);
        return '?';
    };
    const text = sql.replace(PIECE, (piece) => {
        if (piece[0] === '?') return replaced(piece, true);
        return piece.replace(PLACEHOLDER, (marks) => replaced(marks, false));
    });
    return [text, bound];
}

module.exports = { withValues };
