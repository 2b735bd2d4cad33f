// What MySQL and PostgreSQL understand and SQLite doesn't, where that can be said in SQLite's words. A statement that needs none
// of it stays as it is: the trace then has the program's own text.
import { createHash } from 'node:crypto';
import { host } from 'dualgauge:host';

const NANOSECONDS = 1e9;

/** Texts, names and comments, in which no word is one of the language. */
const TOKENS = {
    mysql: /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|--(?=\s|$)[^\n]*|#[^\n]*|\/\*[^]*?\*\//g,
    postgresql: /[eE]'(?:[^'\\]|\\[^]|'')*'|'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[^]*?\*\//g,
};
const WORDS = {
    mysql: [
        [/\binsert\s+ignore\b/gi, 'INSERT OR IGNORE'],
        [
            /\b(?:big|medium|small|tiny)?int(?:eger)?(?:\(\d+\))?(?:\s+unsigned)?(?:\s+not\s+null)?\s+auto_increment(?:\s+primary\s+key)?/gi,
            'INTEGER PRIMARY KEY',
        ],
        [/\)\s*engine\s*=[^;]*$/gi, ')'],
        [/\bstart\s+transaction\b/gi, 'BEGIN'],
        [/^\s*show\s+tables\s*;?\s*$/gi, "SELECT name FROM sqlite_master WHERE type = 'table'"],
        [/^\s*truncate\s+(?:table\s+)?/gi, 'DELETE FROM '],
        [/\bfor\s+update\b/gi, ''],
    ],
    postgresql: [
        [/\bilike\b/gi, 'LIKE'],
        [/\b(?:big|small)?serial\b/gi, 'INTEGER'],
        [/::\s*[a-z_][a-z0-9_]*(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?/gi, ''],
        [/^\s*truncate\s+(?:table\s+)?/gi, 'DELETE FROM '],
        [/\bfor\s+update\b/gi, ''],
    ],
};
/** What stands behind a backslash in a text. */
const ESCAPES = { __proto__: null, 0: '\0', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', Z: '\x1a' };

function literal(kind, token) {
    const quote = token[0] === 'e' || token[0] === 'E' ? token[1] : token[0];
    const isPlain = kind === 'postgresql' ? token[0] === "'" : quote === "'" && !token.includes('\\');
    if (isPlain) return token;
    const inner = token.slice(token.indexOf(quote) + 1, -1).replace(/\\([^])|''|""/g, (all, escaped) => {
        if (escaped === undefined) return all === quote + quote ? quote : all;
        // In a pattern of LIKE these two are the program's own escapes.
        return escaped === '%' || escaped === '_' ? all : ESCAPES[escaped] ?? escaped;
    });
    return `'${inner.replaceAll("'", "''")}'`;
}

function token(kind, text) {
    if (text[0] === '#') return `--${text.slice(1)}`;
    const isText = text[0] === "'" || (text[0] === '"' && kind === 'mysql') || /^[eE]'/.test(text);
    return isText ? literal(kind, text) : text;
}

/** A statement for SQLite. `kind` is `mysql` or `postgresql`. */
export function translated(kind, sql) {
    const words = (text) => WORDS[kind].reduce((all, [find, replacement]) => all.replace(find, replacement), text);
    let result = '';
    let end = 0;
    for (const match of sql.matchAll(TOKENS[kind])) {
        result += words(sql.slice(end, match.index)) + token(kind, match[0]);
        end = match.index + match[0].length;
    }
    return result + words(sql.slice(end));
}

const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ');
const hash = (name) => (value) => (value === null ? null : createHash(name).update(String(value)).digest('hex'));

function sleep(seconds) {
    const wanted = Number(seconds ?? 0);
    if (wanted > 0 && Number.isFinite(wanted)) host.pass_time(Math.trunc(wanted * NANOSECONDS), false);
    return 0;
}

const FUNCTIONS = {
    mysql: [
        ['now', 0, now], ['curdate', 0, () => now().slice(0, 10)], ['unix_timestamp', 0, () => Math.trunc(Date.now() / 1000)],
        ['md5', 1, hash('md5')], ['sha1', 1, hash('sha1')], ['sha2', 2, (value, bits) => hash(`sha${bits || 256}`)(value)],
        ['sleep', 1, sleep], ['version', 0, () => '8.0.40'], ['database', 0, () => 'database'], ['user', 0, () => 'app@%'],
    ],
    postgresql: [
        ['now', 0, now], ['md5', 1, hash('md5')], ['pg_sleep', 1, sleep], ['version', 0, () => 'PostgreSQL 16.6'],
        ['current_database', 0, () => 'database'],
    ],
};

/** Gives a connection the functions that servers of a kind have. */
export function defineFunctions(connection, kind) {
    for (const [name, count, work] of FUNCTIONS[kind]) {
        const methods = { result: (values) => work(...values), unfit: () => new TypeError(`${name} gives no value of SQL`) };
        connection.define(name, { count, flags: 0, kind: 0, methods, wide: false });
    }
}
