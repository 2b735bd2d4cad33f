// `node:path/posix`: the flavour of this platform, so the same object as `node:path`.
import path from 'node:path';

export const {
    basename, delimiter, dirname, extname, format, isAbsolute, join, normalize, parse, posix, relative, resolve, sep,
    toNamespacedPath, win32,
} = path.posix;
export default path.posix;
