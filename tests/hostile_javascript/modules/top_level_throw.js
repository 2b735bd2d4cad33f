// A module that throws behind an `await`.
// not loaded: RangeError | - | ended
export const answer = (x) => x + 1;
await null;
throw new RangeError('not today');
