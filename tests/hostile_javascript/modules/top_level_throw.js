// A module that throws behind an `await`.
// ? | ? | ?
export const answer = (x) => x + 1;
await null;
throw new RangeError('not today');
