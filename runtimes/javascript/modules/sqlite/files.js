// Names of database files.

import { resolve } from 'node:path';
import process from 'node:process';

/** Whether a name stands for a database that is in no file. */
export function isAnonymous(name) {
    return name === '' || name === ':memory:';
}

/** The name that SQLite is given: absolute, as its own current folder is not the program's. `uri`: `file:` has a meaning. */
export function databasePath(name, uri = false) {
    if (isAnonymous(name)) return name;
    const parts = uri ? /^file:([^?#]*)(.*)$/.exec(name) : null;
    if (parts === null) return resolve(process.cwd(), name);
    const [, path, rest] = parts;
    if (path === '' || path === ':memory:' || path.startsWith('/')) return name;
    return `file:${resolve(process.cwd(), path)}${rest}`;
}
