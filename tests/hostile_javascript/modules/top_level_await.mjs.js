// A module that awaits what nothing settles.
// ? | ? | ?
export const answer = (x) => x + 1;
await new Promise(() => {});
