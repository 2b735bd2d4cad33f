// node:inspector: no debugger can be attached.
import { EventEmitter } from 'node:events';
import { nodeError } from './net_errors.js';

function refusal() {
    return nodeError(Error, 'ERR_INSPECTOR_NOT_AVAILABLE', 'Inspector is not available');
}

export class Session extends EventEmitter {
    connect() {
        throw refusal();
    }

    connectToMainThread() {
        throw refusal();
    }

    disconnect() {}

    post() {
        throw nodeError(Error, 'ERR_INSPECTOR_NOT_CONNECTED', 'Session is not connected');
    }
}

export function open() {
    throw refusal();
}

export function close() {}

export function url() {
    return undefined;
}

export function waitForDebugger() {
    throw nodeError(Error, 'ERR_INSPECTOR_NOT_ACTIVE', 'Inspector is not active');
}

export const console = {};

export default { Session, close, console, open, url, waitForDebugger };
