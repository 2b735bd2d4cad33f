/** For builtins that need another one only later and would load in a circle: what they call `require`. */
import { builtins } from './builtins.js';

/** What a builtin exports, by its name with or without `node:`. */
export function builtin(name) {
    const exported = builtins[name.startsWith('node:') ? name.slice(5) : name];
    if (exported === undefined) throw new Error(`the builtin ${name} is not loaded`);
    return exported;
}
