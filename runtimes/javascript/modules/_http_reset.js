// How a connection that ended too early is told.

/** The end of a connection in the middle of a message. */
export function connectionReset(text) {
    return Object.assign(new Error(text), { code: 'ECONNRESET' });
}
