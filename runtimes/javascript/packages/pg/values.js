'use strict';

/** A list as PostgreSQL writes it. */
function arrayText(list) {
    const items = list.map((item) => {
        if (item === null || item === undefined) return 'NULL';
        if (Array.isArray(item)) return arrayText(item);
        if (ArrayBuffer.isView(item)) return `\\\\x${Buffer.from(item).toString('hex')}`;
        return `"${String(prepared(item)).replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
    });
    return `{${items.join(',')}}`;
}

/** A value as it is sent: null, a number, a text, or bytes. */
function prepared(value) {
    if (value === null || value === undefined) return null;
    if (ArrayBuffer.isView(value)) return value;
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return arrayText(value);
    if (typeof value === 'object') {
        return typeof value.toPostgres === 'function' ? prepared(value.toPostgres(prepared)) : JSON.stringify(value);
    }
    return value;
}

/** A name in double quotes. */
function escapeIdentifier(name) {
    return `"${name.replace(/"/g, '""')}"`;
}

/** A text in quotes, with backslashes kept. */
function escapeLiteral(text) {
    if (text === null || text === undefined) return "''";
    const quoted = `'${String(text).replace(/'/g, "''").replace(/\\/g, '\\\\')}'`;
    return quoted.includes('\\') ? ` E${quoted}` : quoted;
}

module.exports = { escapeIdentifier, escapeLiteral, prepared };
