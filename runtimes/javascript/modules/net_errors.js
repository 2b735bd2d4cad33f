// Errors in Node's form, for the modules that reach outside the process.

/** Linux's error numbers, negative as in libuv; those above 3000 are libuv's own. */
export const ERRNO = {
    ENOENT: -2, E2BIG: -7, EBADF: -9, EACCES: -13, ENOTDIR: -20, EINVAL: -22, EPIPE: -32, EADDRINUSE: -98, EADDRNOTAVAIL: -99,
    ENETUNREACH: -101, ECONNABORTED: -103, ECONNRESET: -104, EISCONN: -106, ENOTCONN: -107, ETIMEDOUT: -110, ECONNREFUSED: -111,
    EHOSTUNREACH: -113, ENOTFOUND: -3008, ENOBUFS: -105, ESRCH: -3, EPERM: -1, EIO: -5, EAGAIN: -11, ENOMEM: -12, EMFILE: -24,
    EPROTO: -71, EMSGSIZE: -90, EAFNOSUPPORT: -97,
};

const TEXTS = {
    EADDRINUSE: 'address already in use', EADDRNOTAVAIL: 'address not available', EACCES: 'permission denied',
    EINVAL: 'invalid argument', ENOENT: 'no such file or directory',
};

function hide(error, name, value) {
    Object.defineProperty(error, name, { value, writable: true, enumerable: false, configurable: true });
}

function say() {
    return `${this.name} [${this.code}]: ${this.message}`;
}

/** An error with one of Node's own codes: `new Base(message)` that says `Name [CODE]: message`. */
export function nodeError(Base, code, message) {
    const error = new Base(message);
    hide(error, 'toString', say);
    if (typeof error.stack === 'string' && error.stack.startsWith(`${error.name}: `)) {
        hide(error, 'stack', `${error.name} [${code}]${error.stack.slice(error.name.length)}`);
    }
    error.code = code;
    return error;
}

/** What a system call's failure looks like: `connect ECONNREFUSED 10.0.0.1:80`. */
export function systemError(code, syscall, address, port) {
    let where = '';
    if (address !== undefined) {
        where = port > 0 ? ` ${address}:${port}` : ` ${address}`;
    }
    const error = new Error(`${syscall} ${code}${where}`);
    error.errno = ERRNO[code];
    error.code = code;
    error.syscall = syscall;
    if (address !== undefined) error.address = address;
    if (port > 0 || (port === 0 && syscall === 'send')) error.port = port;
    return error;
}

/** The same with the system's text, as `listen` says it: `listen EADDRINUSE: address already in use :::80`. */
export function explainedError(code, syscall, address, port) {
    const error = systemError(code, syscall, address, port);
    const where = error.message.slice(syscall.length + code.length + 1);
    error.message = `${syscall} ${code}: ${TEXTS[code] ?? code}${where}`;
    if (typeof error.stack === 'string') {
        hide(error, 'stack', error.stack.replace(`${syscall} ${code}${where}`, () => error.message));
    }
    return error;
}

/** A failed question to the name service. */
export function nameError(code, syscall, hostname) {
    const error = new Error(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`);
    error.errno = syscall === 'getaddrinfo' ? ERRNO[code] : undefined;
    error.code = code;
    error.syscall = syscall;
    if (hostname) error.hostname = hostname;
    return error;
}

function quoted(text) {
    const cut = text.length > 28 ? `${text.slice(0, 25)}...` : text;
    return text.includes("'") ? JSON.stringify(cut) : `'${cut}'`;
}

/** "Received ..." at the end of Node's messages about arguments. */
export function received(value) {
    if (value == null) return ` Received ${value}`;
    if (typeof value === 'function') return ` Received function ${value.name}`;
    if (typeof value === 'object') {
        const name = value.constructor?.name;
        return name ? ` Received an instance of ${name}` : ' Received [Object: null prototype] {}';
    }
    const text = typeof value === 'string' ? quoted(value) : typeof value === 'bigint' ? `${value}n` : String(value);
    return ` Received type ${typeof value} (${text})`;
}

/** The expected types in words: primitive names in lower case, classes with a capital. */
function wanted(expected) {
    const list = [].concat(expected);
    const types = list.filter((name) => /^[a-z]/.test(name));
    const classes = list.filter((name) => !/^[a-z]/.test(name));
    const join = (names) => (names.length < 3
        ? names.join(' or ')
        : `${names.slice(0, -1).join(', ')}, or ${names[names.length - 1]}`);
    const parts = [];
    if (types.length) parts.push(`${types.length > 1 ? 'one of type' : 'of type'} ${join(types)}`);
    if (classes.length) parts.push(`an instance of ${join(classes)}`);
    return parts.join(' or ');
}

export function invalidType(name, expected, value) {
    const kind = name.includes('.') ? 'property' : 'argument';
    const subject = name.endsWith(' argument') ? `The ${name}` : `The "${name}" ${kind}`;
    return nodeError(TypeError, 'ERR_INVALID_ARG_TYPE', `${subject} must be ${wanted(expected)}.${received(value)}`);
}

export function invalidValue(name, value, reason = 'is invalid') {
    const kind = name.includes('.') ? 'property' : 'argument';
    const text = typeof value === 'string' ? `'${value}'` : String(value);
    return nodeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The ${kind} '${name}' ${reason}. Received ${text}`);
}

export function outOfRange(name, range, value) {
    return nodeError(RangeError, 'ERR_OUT_OF_RANGE', `The value of "${name}" is out of range. It must be ${range}. Received ${value}`);
}

export function missingArguments(...names) {
    const list = names.map((name) => `"${name}"`);
    const words = list.length === 1 ? `${list[0]} argument` : `${list.join(' or ')} arguments`;
    return nodeError(TypeError, 'ERR_MISSING_ARGS', `The ${words} must be specified`);
}

export function needFunction(value, name) {
    if (typeof value !== 'function') throw invalidType(name, 'function', value);
}

export function needString(value, name) {
    if (typeof value !== 'string') throw invalidType(name, 'string', value);
}

export function needSignal(signal, name) {
    if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
        throw invalidType(name, 'AbortSignal', signal);
    }
}

/** A port: a number or its text, 0 to 65535; throws otherwise. */
export function needPort(port, name = 'Port', allowZero = true) {
    const isText = typeof port === 'string';
    if ((typeof port !== 'number' && !isText) || (isText && port.trim() === '') || +port !== +port >>> 0 || port > 0xffff ||
        (+port === 0 && !allowZero)) {
        const bound = allowZero ? '>=' : '>';
        throw nodeError(RangeError, 'ERR_SOCKET_BAD_PORT', `${name} should be ${bound} 0 and < 65536.${received(port)}.`);
    }
    return port | 0;
}

/** Milliseconds of a timer: throws unless it is a number from 0; as large as a timer takes at most. */
export function needDuration(value, name = 'msecs') {
    if (typeof value !== 'number') throw invalidType(name, 'number', value);
    if (!(value >= 0 && Number.isFinite(value))) throw outOfRange(name, 'a non-negative finite number', value);
    return Math.min(value, 2 ** 31 - 1);
}

/** What an aborted operation ends with. */
export function abortError(signal) {
    const error = new Error('The operation was aborted', signal?.reason === undefined ? undefined : { cause: signal.reason });
    error.code = 'ABORT_ERR';
    error.name = 'AbortError';
    return error;
}
