// Database servers: what the clients of MySQL and PostgreSQL reach.
//
// Behind a server that the task's world has stands a database file; the host knows which, checks the login and records the
// attempt. Any other address is refused.

import { isIP } from 'node:net';
import { host } from 'dualgauge:host';
import { defineFunctions, translated } from './dialects.js';
import { Connection, EXACT, Failure, OPEN, bytesOf, fits, onlyBlanks, toObject } from './core.js';

/** The server knows no such user, or the password is another. */
export class AccessDenied extends Error {}

function refusedBy(server) {
    const address = server.host === 'localhost' || isIP(server.host) === 0 ? '127.0.0.1' : server.host;
    const error = new Error(`connect ECONNREFUSED ${address}:${server.port}`);
    return Object.assign(error, { errno: -111, code: 'ECONNREFUSED', syscall: 'connect', address, port: server.port });
}

function unknownHost({ host: hostname }) {
    const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
    return Object.assign(error, { errno: -3008, code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname });
}

/** The file that answers for a server: `{ kind, host, port, user, password }` with `mysql` or `postgresql` as its kind. */
function databaseFor(server) {
    try {
        return host.server_database(server.kind, server.host, server.port, server.user ?? '', String(server.password ?? ''));
    } catch (error) {
        if (error.code === 'ENOENT') throw unknownHost(server);
        if (error.code === 'EACCES') throw new AccessDenied(server.user ?? '');
        throw refusedBy(server);
    }
}

/** Connects to a server; throws as a socket that is refused does, or `AccessDenied`. */
export function connectTo(server) {
    const connection = new Connection(databaseFor(server), OPEN.READWRITE);
    defineFunctions(connection, server.kind);
    return connection;
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
 * its place among them, from 0. Gives the columns, the rows as objects and as lists, what was changed, how many parameters it
 * had, and the rest of the text. With `tooMany`, a text with another statement is refused whole, with the error that it gives.
 */
export function runStatement(connection, sql, valueOf, tooMany) {
    const prepared = connection.prepare(sql);
    if (prepared === undefined) return undefined;
    try {
        if (tooMany !== undefined && !onlyBlanks(prepared.rest)) {
            connection.refuse(sql);
            throw tooMany(prepared.rest);
        }
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
            parameters: pairs.length,
            rest,
        };
    } finally {
        prepared.finalize();
    }
}

export { Failure, translated };
