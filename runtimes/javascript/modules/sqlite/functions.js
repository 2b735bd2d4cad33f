// Functions of the program that SQL statements call.
//
// SQLite asks for one by its number and hands over bytes: values in the form of a row (`sqlite/bridge.c`).

import { Buffer } from 'node:buffer';
import { host } from 'dualgauge:host';

/** What a function is. */
export const SCALAR = 0;
export const AGGREGATE = 1;
export const WINDOW = 2;
/** SQLITE_DETERMINISTIC and SQLITE_DIRECTONLY. */
export const DETERMINISTIC = 0x800;
export const DIRECT_ONLY = 0x80000;

/** What it is called for, by number. */
const METHODS = ['result', 'step', 'inverse', 'value', 'final'];

const [NOTHING, INTEGER, FLOAT, TEXT, BLOB] = [0, 1, 2, 3, 4];

/** The functions, by number. */
const known = [undefined];
/** What one of them threw: the statement fails for it. */
let thrown;

/** Forgets what was thrown; gives it in a list of one. */
export function takeThrown() {
    const taken = thrown;
    thrown = undefined;
    return taken;
}

/**
 * Takes a function up; its number. `methods` has `result(values)`, or for an aggregate `step(group, values)`,
 * `inverse(group, values)`, `value(group)` and `final(group)`. `wide`: integers come as BigInts.
 */
export function enlist(methods, wide) {
    return known.push({ methods, wide }) - 1;
}

function integer(value, wide) {
    return wide ? value : Number(value);
}

function decoded(bytes, wide) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 4;
    const taken = (length) => {
        at += length;
        return at - length;
    };
    return Array.from({ length: view.getUint32(0, true) }, () => {
        switch (bytes[taken(1)]) {
            case INTEGER:
                return integer(view.getBigInt64(taken(8), true), wide);
            case FLOAT:
                return view.getFloat64(taken(8), true);
            case TEXT: {
                const length = view.getUint32(taken(4), true);
                return host.decode(bytes.slice(taken(length), at));
            }
            case BLOB: {
                const length = view.getUint32(taken(4), true);
                return Buffer.from(bytes.slice(taken(length), at));
            }
            default:
                return null;
        }
    });
}

/** Bytes with a letter before them, and their length where it isn't known. */
function encoded(kind, length, write) {
    const bytes = new Uint8Array(1 + length);
    bytes[0] = kind;
    write?.(new DataView(bytes.buffer, 1), bytes);
    return bytes;
}

function encodedBytes(kind, data) {
    return encoded(kind, 4 + data.length, (view, bytes) => {
        view.setUint32(0, data.length, true);
        bytes.set(data, 5);
    });
}

function result(value) {
    switch (typeof value) {
        case 'number':
            return encoded(FLOAT, 8, (view) => view.setFloat64(0, value, true));
        case 'bigint':
            if (BigInt.asIntN(64, value) !== value) return undefined;
            return encoded(INTEGER, 8, (view) => view.setBigInt64(0, value, true));
        case 'string':
            return encodedBytes(TEXT, host.encode(value));
        case 'undefined':
            return encoded(NOTHING, 0);
        default:
            if (value === null) return encoded(NOTHING, 0);
            if (!ArrayBuffer.isView(value)) return undefined;
            return encodedBytes(BLOB, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    }
}

/** Answers SQLite: the bytes of the result, nothing where the function threw. */
globalThis.__dualgauge.database_function = (number, what, group, bytes) => {
    try {
        const { methods, wide } = known[number];
        const method = METHODS[what];
        const values = decoded(bytes, wide);
        const value = what === 0 ? methods.result(values) : methods[method](group, values);
        if (method === 'step' || method === 'inverse') return encoded(NOTHING, 0);
        const answer = result(value);
        if (answer === undefined) throw methods.unfit();
        return answer;
    } catch (error) {
        thrown = [error];
        return undefined;
    }
};
