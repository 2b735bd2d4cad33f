// An import of what isn't there.
// not loaded: Error | - | ended
import { nothing } from './nothing.js';
export const answer = (x) => x + 1 + nothing;
