// node:readline/promises.
import { Interface as Base, ask, clearLine, clearScreenDown, cursorTo, moveCursor } from './readline_interface.js';

export class Interface extends Base {
    question(query, options) {
        return ask(this, query, options);
    }
}

/** Cursor movements, written together. */
export class Readline {
    #stream;
    #autoCommit;
    #actions = [];

    constructor(stream, options = {}) {
        this.#stream = stream;
        this.#autoCommit = Boolean(options.autoCommit);
    }

    #add(action) {
        if (this.#autoCommit) action(this.#stream);
        else this.#actions.push(action);
        return this;
    }

    clearLine(direction) {
        return this.#add((stream) => clearLine(stream, direction));
    }

    clearScreenDown() {
        return this.#add((stream) => clearScreenDown(stream));
    }

    cursorTo(x, y) {
        return this.#add((stream) => cursorTo(stream, x, y));
    }

    moveCursor(dx, dy) {
        return this.#add((stream) => moveCursor(stream, dx, dy));
    }

    async commit() {
        for (const action of this.#actions.splice(0)) action(this.#stream);
    }

    rollback() {
        this.#actions.length = 0;
        return this;
    }
}

export function createInterface(input, output, completer, terminal) {
    return new Interface(input, output, completer, terminal);
}

export default { Interface, Readline, createInterface };
