'use strict';

/**
 * What was asked of a database, done one by one, each from the event loop. The library runs statements side by side where it
 * isn't told to serialize them; here their order is always that of the calls.
 */
class Queue {
    #tasks = [];
    #isOpen = false;
    #isClosed = false;
    #isScheduled = false;

    /** Adds a task. `refuse` gets the error where the database was closed. */
    push(task, refuse) {
        this.#tasks.push({ task, refuse });
        this.#schedule();
    }

    /** Opens the queue: what was asked before is done. */
    open() {
        this.#isOpen = true;
        this.#schedule();
    }

    /** Closes it: what is still to be done is refused by `refusal`. */
    close(refusal) {
        this.#isClosed = true;
        this.refusal = refusal;
    }

    #schedule() {
        if (this.#isScheduled || !this.#isOpen || this.#tasks.length === 0) return;
        this.#isScheduled = true;
        setImmediate(() => this.#next());
    }

    #next() {
        const { task, refuse } = this.#tasks.shift();
        this.#isScheduled = false;
        try {
            if (this.#isClosed) refuse?.(this.refusal());
            else task();
        } finally {
            this.#schedule();
        }
    }
}

module.exports = { Queue };
