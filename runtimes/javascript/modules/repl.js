// node:repl: nobody sits at a terminal.
import { nodeError } from './net_errors.js';

function refusal() {
    return nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
        'The feature repl is unavailable on the current platform, which is being used to run Node.js');
}

export const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
export const REPL_MODE_STRICT = Symbol('repl-strict');

export class REPLServer {
    constructor() {
        throw refusal();
    }
}

export class Recoverable extends SyntaxError {
    constructor(err) {
        super();
        this.err = err;
    }
}

export function start() {
    throw refusal();
}

export function writer(value) {
    return String(value);
}

export default { REPLServer, REPL_MODE_SLOPPY, REPL_MODE_STRICT, Recoverable, start, writer };
