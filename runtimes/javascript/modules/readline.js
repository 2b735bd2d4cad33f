// node:readline.
import { promisify } from 'node:util';
import { Interface, ask, clearLine, clearScreenDown, cursorTo, moveCursor } from './readline_interface.js';
import promises from 'node:readline/promises';

export { Interface, clearLine, clearScreenDown, cursorTo, moveCursor, promises };

Object.defineProperty(Interface.prototype.question, promisify.custom, {
    value(query, options) {
        return ask(this, query, options);
    },
});

export function createInterface(input, output, completer, terminal) {
    return new Interface(input, output, completer, terminal);
}

export function emitKeypressEvents() {}

export default {
    Interface, clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, moveCursor, promises,
};
