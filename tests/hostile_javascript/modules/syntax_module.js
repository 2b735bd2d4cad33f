// A text that is no module.
// not loaded: SyntaxError | - | ended
export const answer = (x) => x + ;
