// SQLite's result codes and their names (sqlite3.h).

/** The primary codes. */
const PRIMARY = {
    __proto__: null,
    0: 'OK', 1: 'ERROR', 2: 'INTERNAL', 3: 'PERM', 4: 'ABORT', 5: 'BUSY', 6: 'LOCKED', 7: 'NOMEM', 8: 'READONLY',
    9: 'INTERRUPT', 10: 'IOERR', 11: 'CORRUPT', 12: 'NOTFOUND', 13: 'FULL', 14: 'CANTOPEN', 15: 'PROTOCOL',
    16: 'EMPTY', 17: 'SCHEMA', 18: 'TOOBIG', 19: 'CONSTRAINT', 20: 'MISMATCH', 21: 'MISUSE', 22: 'NOLFS', 23: 'AUTH',
    24: 'FORMAT', 25: 'RANGE', 26: 'NOTADB', 27: 'NOTICE', 28: 'WARNING', 100: 'ROW', 101: 'DONE',
};

/** The extended codes: what they add to a primary code in the second byte, from 1. */
const EXTENDED = {
    __proto__: null,
    0: 'LOAD_PERMANENTLY SYMLINK',
    1: 'MISSING_COLLSEQ RETRY SNAPSHOT',
    4: '- ROLLBACK',
    5: 'RECOVERY SNAPSHOT',
    6: 'SHAREDCACHE VTAB',
    8: 'RECOVERY CANTLOCK ROLLBACK DBMOVED CANTINIT DIRECTORY',
    10:
        'READ SHORT_READ WRITE FSYNC DIR_FSYNC TRUNCATE FSTAT UNLOCK RDLOCK DELETE BLOCKED NOMEM ACCESS ' +
        'CHECKRESERVEDLOCK LOCK CLOSE DIR_CLOSE SHMOPEN SHMSIZE SHMLOCK SHMMAP SEEK DELETE_NOENT MMAP ' +
        'GETTEMPPATH CONVPATH VNODE AUTH BEGIN_ATOMIC COMMIT_ATOMIC ROLLBACK_ATOMIC DATA CORRUPTFS ' +
        'IN_PAGE',
    11: 'VTAB SEQUENCE INDEX',
    14: 'NOTEMPDIR ISDIR FULLPATH CONVPATH DIRTYWAL SYMLINK',
    19: 'CHECK COMMITHOOK FOREIGNKEY FUNCTION NOTNULL PRIMARYKEY TRIGGER UNIQUE VTAB ROWID PINNED DATATYPE',
    23: 'USER',
    27: 'RECOVER_WAL RECOVER_ROLLBACK RBU',
    28: 'AUTOINDEX',
};

const NAMES = { __proto__: null };
for (const code of Object.keys(PRIMARY)) {
    NAMES[code] = `SQLITE_${PRIMARY[code]}`;
    const further = EXTENDED[code] === undefined ? [] : EXTENDED[code].split(' ');
    further.forEach((name, index) => {
        if (name !== '-') NAMES[((index + 1) << 8) | Number(code)] = `SQLITE_${PRIMARY[code]}_${name}`;
    });
}

/** The name of an extended code; undefined for one that SQLite doesn't have. */
export function nameOf(code) {
    return NAMES[code];
}

/** The name of the primary code that an extended code belongs to. */
export function primaryName(code) {
    return NAMES[code & 0xff] ?? 'SQLITE_ERROR';
}

/** The primary codes that libraries export, by name. */
export const PRIMARY_CODES = Object.fromEntries(
    Object.keys(PRIMARY).map((code) => [PRIMARY[code], Number(code)]),
);

/** What SQLite says of a code in general (`sqlite3_errstr`). */
const TEXTS = {
    __proto__: null,
    1: 'SQL logic error',
    3: 'access permission denied',
    4: 'query aborted',
    5: 'database is locked',
    6: 'database table is locked',
    7: 'out of memory',
    8: 'attempt to write a readonly database',
    9: 'interrupted',
    10: 'disk I/O error',
    11: 'database disk image is malformed',
    12: 'unknown operation',
    13: 'database or disk is full',
    14: 'unable to open database file',
    15: 'locking protocol',
    17: 'database schema has changed',
    18: 'string or blob too big',
    19: 'constraint failed',
    20: 'datatype mismatch',
    21: 'bad parameter or other API misuse',
    23: 'authorization denied',
    25: 'column index out of range',
    26: 'file is not a database',
};

/** That text. */
export function textOf(code) {
    return TEXTS[code & 0xff] ?? 'unknown error';
}
