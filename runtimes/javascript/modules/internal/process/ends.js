// How a program ends: `exit`, errors that nobody caught, rejections that nobody handled.
import { host } from 'dualgauge:host';
import { alive } from 'dualgauge:loop';
import { end, fatal, isExiting, onRejection, onUncaught, setExiting, uncaught } from 'dualgauge:process_state';
import { write } from '__wasm_rquickjs_builtin/wasi_files';
import { inspect } from '__wasm_rquickjs_builtin/internal/util/inspect';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '__wasm_rquickjs_builtin/internal/errors';

const FAILED = 1;
const HANDLER_FAILED = 7;

let process;
let exitCode;
let capture = null;

function checkedCode(code, name) {
    if (code === undefined || code === null) return code;
    let value = code;
    if (typeof code === 'string' && code !== '') {
        value = Number(code);
    }
    if (typeof value !== 'number' || Number.isNaN(value)) throw new ERR_INVALID_ARG_TYPE(name, 'number', code);
    if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', code);
    return code;
}

const numeric = () => Number(exitCode ?? 0) | 0;

/** Emits `beforeExit`; whether that gave the program something to go on with. */
export function beforeExit() {
    try {
        process.emit('beforeExit', exitCode ?? 0);
    } catch (error) {
        uncaught(error, 'uncaughtException');
    }
    return alive();
}

/** The end of a program that has nothing left to do: emits `exit`, once; the code to end with, 0 to 255. */
export function finish() {
    try {
        return emitExit();
    } catch (error) {
        uncaught(error, 'uncaughtException');
        return FAILED;
    }
}

/** As `finish`, but what a listener throws is the caller's to catch. */
function emitExit() {
    if (!isExiting()) {
        setExiting();
        process._exiting = true;
        process.emit('exit', exitCode ?? 0);
    }
    return numeric() & 0xff;
}

/** What Node prints of an error that ends the program. */
export function describeFatal(error) {
    const isError = error instanceof Error;
    const hint = isError ? '' : '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
    let text;
    try {
        text = inspect(error);
    } catch {
        // Whatever the program did to the language, it must come to its end.
        text = isError ? `${error.message}` : typeof error;
    }
    return `${isError ? '' : 'Uncaught:\n'}${text}${hint}\n\nNode.js ${process.version}\n`;
}

function die(error, origin) {
    if (fatal(error, origin)) return;
    let code = FAILED;
    try {
        write(2, host.encode(describeFatal(error)), null);
        exitCode = FAILED;
        code = emitExit();
    } catch {
        code = HANDLER_FAILED;
    }
    end(code);
}

function handle(error, origin) {
    try {
        tell(error, origin);
    } catch (worse) {
        // Whatever the program did to the language or to its process, it must come to its end.
        die(worse, origin);
    }
}

function tell(error, origin) {
    if (capture !== null) {
        capture(error);
        return;
    }
    process.emit('uncaughtExceptionMonitor', error, origin);
    if (process.listenerCount('uncaughtException') === 0 || isExiting()) {
        die(error, origin);
        return;
    }
    try {
        process.emit('uncaughtException', error, origin);
    } catch (worse) {
        write(2, host.encode(describeFatal(worse)), null);
        end(HANDLER_FAILED);
    }
}

/** The error of a rejection that isn't an error itself. */
function rejectionError(reason) {
    if (reason instanceof Error) return reason;
    const error = new Error(
        'This error originated either by throwing inside of an async function without a catch block, or by ' +
            `rejecting a promise which was not handled with .catch(). The promise rejected with the reason "${typeof reason === 'string' ? reason : inspect(reason)}".`,
    );
    error.code = 'ERR_UNHANDLED_REJECTION';
    error.name = 'UnhandledPromiseRejection';
    error.stack = `${error}\n    at node:internal/process/promises`;
    return error;
}

function handleRejection(kind, promise, reason) {
    try {
        if (kind === 'handled') process.emit('rejectionHandled', promise);
        else if (!process.emit('unhandledRejection', reason, promise)) uncaught(rejectionError(reason), 'unhandledRejection');
    } catch (error) {
        uncaught(error, 'uncaughtException');
    }
}

/** Gives `target`, the process object, its ends. */
export function installEnds(target) {
    process = target;
    onUncaught(handle);
    onRejection(handleRejection);
    process._exiting = false;
    Object.defineProperty(process, 'exitCode', {
        get: () => exitCode,
        set(code) {
            exitCode = checkedCode(code, 'code');
        },
        enumerable: true,
        configurable: false,
    });
    process.reallyExit = function reallyExit(code) {
        end(Number(code ?? 0) | 0);
    };
    process.exit = function exit(code) {
        checkedCode(code, 'code');
        if (code !== undefined) process.exitCode = code;
        emitExit();
        process.reallyExit(numeric());
    };
    process._fatalException = handle;
    process.setUncaughtExceptionCaptureCallback = function setUncaughtExceptionCaptureCallback(callback) {
        if (callback !== null && typeof callback !== 'function')
            throw new ERR_INVALID_ARG_TYPE('fn', ['Function', 'null'], callback);
        if (callback !== null && capture !== null) {
            throw Object.assign(
                new Error('`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active'),
                { code: 'ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET' },
            );
        }
        capture = callback;
    };
    process.hasUncaughtExceptionCaptureCallback = function hasUncaughtExceptionCaptureCallback() {
        return capture !== null;
    };
}
