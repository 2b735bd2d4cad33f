// A module with an export named `then`.
// ? | ? | ?
export const then = (resolve) => resolve({ answer: () => 41 });
export const answer = (x) => x + 1;
