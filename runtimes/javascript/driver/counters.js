// Which statements of the candidate ran: one byte for each, set by the instrumented text.

export let counters = new Uint8Array(0);

/** Makes room for so many. */
export function makeCounters(count) {
    counters = new Uint8Array(count);
    return counters;
}
