// A module that awaits what nothing settles.
// not loaded: UnsettledPromise | - | ended
export const answer = (x) => x + 1;
await new Promise(() => {});
