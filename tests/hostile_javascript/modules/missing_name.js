// An import of a name that isn't there.
// not loaded: SyntaxError | - | ended
import { nothing } from 'node:fs';
export const answer = (x) => x + 1 + nothing;
