// What the loader asks of the file system. Looking around for modules is the runtime's own doing; reading one isn't.

import { host } from 'dualgauge:host';
import { create, parseJson, startsWith } from './primordials.js';

const PACKAGES = '/usr/local/lib/node_modules';
const INSIDE = '/usr/local/lib/node_modules/';

/** `file`, `folder` or undefined. The host doesn't record it. */
export function kindOf(path) {
    return host.path_kind(path);
}

/** Whether a file is one of the runtime's packages. */
export const isRuntime = (path) => startsWith(path, INSIDE);

/** A file's text. */
export function readFileText(path) {
    if (isRuntime(path)) {
        const text = host.read_runtime_text(path);
        if (text !== undefined) return text;
    }
    return readText(path);
}

/** Reads a file; the builtin `fs` sets it, since errors are its. */
let readText = (path) => {
    throw new Error(`${path} can't be read yet`);
};
export function readFilesBy(read) {
    readText = read;
}

const descriptions = create(null);
/** A folder's package.json, or undefined. */
export function packageOf(folder) {
    const path = `${folder === '/' ? '' : folder}/package.json`;
    const known = descriptions[path];
    if (known !== undefined) return known === null ? undefined : known;
    let found = null;
    if (kindOf(path) === 'file') {
        try {
            found = parseJson(readFileText(path));
        } catch (error) {
            error.message = `Error parsing ${path}: ${error.message}`;
            throw error;
        }
    }
    // A candidate may write its own: only the runtime's are remembered.
    if (isRuntime(path)) descriptions[path] = found;
    return found === null ? undefined : found;
}

export { PACKAGES };
