// A module with an export named `then`.
// completed | 41 | pass
export const then = (resolve) => resolve({ answer: () => 41 });
export const answer = (x) => x + 1;
