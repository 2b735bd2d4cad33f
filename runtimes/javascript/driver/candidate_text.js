// Texts that stand in for what is in files: the instrumented candidate, and programs that are in no file.

import { create } from './primordials.js';

const texts = create(null);
const kinds = create(null);

/** Lets a text stand in for a file. */
export function standIn(path, text, kind) {
    texts[path] = text;
    kinds[path] = kind;
}

export const candidateText = (path) => texts[path];
/** `module` or `commonjs`, where it is known from the text. */
export const candidateKind = (path) => kinds[path];
