// What the loader asks of the file system. Looking around for modules is the runtime's own doing; reading one isn't.

import { host } from 'dualgauge:host';
import { create, parseJson, startsWith } from './primordials.js';

const PACKAGES = '/usr/local/lib/node_modules';
const INSIDE = '/usr/local/lib/node_modules/';
const Bytes = Uint8Array;

/** `file`, `folder` or undefined. */
export function kindOf(path) {
    const stat = new Bytes(64);
    let errno;
    host.quiet(true);
    try {
        errno = host.path_filestat_get(3, 1, path, stat);
    } finally {
        // Also where the stack or the memory ends in between: what the program does afterwards is its own.
        host.quiet(false);
    }
    if (errno !== 0) return undefined;
    // The type of a file in preview 1: 3 is a folder.
    return stat[16] === 3 ? 'folder' : 'file';
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
