'use strict';
const { Failure } = require('dualgauge:sqlite/core');
const { AccessDenied } = require('dualgauge:sqlite/servers');

/** MySQL's code, number and state for what SQLite says. */
const REFUSALS = [
    [/^UNIQUE constraint|PRIMARY KEY/, 'ER_DUP_ENTRY', 1062, '23000'],
    [/^NOT NULL constraint/, 'ER_BAD_NULL_ERROR', 1048, '23000'],
    [/^FOREIGN KEY constraint/, 'ER_NO_REFERENCED_ROW_2', 1452, '23000'],
    [/^no such table/, 'ER_NO_SUCH_TABLE', 1146, '42S02'],
    [/^no such column/, 'ER_BAD_FIELD_ERROR', 1054, '42S22'],
    [/already exists$/, 'ER_TABLE_EXISTS_ERROR', 1050, '42S01'],
    [/syntax error/, 'ER_PARSE_ERROR', 1064, '42000'],
];

/** The error that a client gives for what SQLite refused; anything else as it is. */
function errorOf(failure, sql) {
    if (!(failure instanceof Failure)) return failure;
    const known = REFUSALS.find(([pattern]) => pattern.test(failure.message));
    const [, code, errno, sqlState] = known ?? [null, 'ER_UNKNOWN_ERROR', 1105, 'HY000'];
    return Object.assign(new Error(failure.message), { code, errno, sql, sqlState, sqlMessage: failure.message });
}

/** The error for a text with more statements than one, whose second one is `rest`. */
function severalStatements(sql, rest) {
    const message =
        'You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right ' +
        `syntax to use near '${rest.trim()}' at line 1`;
    return Object.assign(new Error(message), { code: 'ER_PARSE_ERROR', errno: 1064, sql, sqlState: '42000', sqlMessage: message });
}

/** What a client hears that isn't let in, or can't reach the server; no question can be asked after it. */
function fatal(error, { user, host, password }) {
    if (!(error instanceof AccessDenied)) return Object.assign(error, { fatal: true });
    const message = `Access denied for user '${user ?? ''}'@'${host}' (using password: ${password ? 'YES' : 'NO'})`;
    return Object.assign(new Error(message), {
        code: 'ER_ACCESS_DENIED_ERROR', errno: 1045, sqlState: '28000', sqlMessage: message, fatal: true,
    });
}

module.exports = { errorOf, fatal, severalStatements };
