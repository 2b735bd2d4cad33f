// Database servers: what the clients of MySQL and PostgreSQL reach.
//
// There is no server in the sandbox. A client's attempt to connect is recorded and refused, unless a database file answers in
// the server's place.

import { isIP } from 'node:net';
import { host } from 'dualgauge:host';
import { Connection, EXACT, Failure, OPEN, bytesOf, fits, toObject } from './core.js';

/** The file that answers for a server, by `{ kind, host, port, user, database }`; null where none does: today that is always. */
export function databaseFor(server) {
    return null;
}

function refusedBy(server) {
    const address = server.host === 'localhost' || isIP(server.host) === 0 ? '127.0.0.1' : server.host;
    const error = new Error(`connect ECONNREFUSED ${address}:${server.port}`);
    return Object.assign(error, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address, port: server.port });
}

/** Connects to a server; throws as a socket that is refused does. */
export function connectTo(server) {
    host.network('connect', `${server.host}:${server.port}`);
    const file = databaseFor(server);
    if (file === null) throw refusedBy(server);
    return new Connection(file, OPEN.READWRITE);
}

/** The letter and the value for the host that stand for a value of a client. */
function converted(value) {
    switch (typeof value) {
        case 'number':
            return Number.isSafeInteger(value) ? ['i', value] : ['f', value];
        case 'bigint':
            return fits(value) ? ['i', value.toString()] : ['t', value.toString()];
        case 'string':
            return ['t', value];
        case 'boolean':
            return ['i', value ? 1 : 0];
        case 'undefined':
            return ['n', null];
        default:
            if (value === null) return ['n', null];
            if (ArrayBuffer.isView(value)) return ['b', bytesOf(value)];
            if (value instanceof Date) return ['t', value.toISOString()];
            return ['t', JSON.stringify(value)];
    }
}

/**
 * Runs the first statement of a text. `valueOf(name, index)` gives the value of a parameter by its name (undefined for `?`) and
 * its place among them, from 0. Gives the columns, the rows as objects and as lists, what was changed, and the rest of the text.
 */
export function runStatement(connection, sql, valueOf) {
    const prepared = connection.prepare(sql);
    if (prepared === undefined) return undefined;
    try {
        const pairs = prepared.parameters.map((name, index) => converted(valueOf(name, index)));
        if (pairs.length > 0) prepared.bind(1, pairs.map(([kind]) => kind).join(''), pairs.map(([, value]) => value));
        const before = connection.state().total;
        const lists = prepared.fetchAll(EXACT);
        const { changes, total, lastId } = connection.state();
        const { columns, rest } = prepared;
        return {
            columns,
            lists,
            rows: lists.map((list) => toObject(columns, list)),
            changed: total === before ? 0 : Number(changes),
            lastId: Number(lastId),
            rest,
        };
    } finally {
        prepared.finalize();
    }
}

export { Failure };
