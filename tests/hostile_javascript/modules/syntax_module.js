// A text that is no module.
// ? | ? | ?
export const answer = (x) => x + ;
