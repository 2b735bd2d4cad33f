// An import of a name that isn't there.
// ? | ? | ?
import { nothing } from 'node:fs';
export const answer = (x) => x + 1 + nothing;
