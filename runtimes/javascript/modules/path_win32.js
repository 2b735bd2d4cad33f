// `node:path/win32`.
import path from 'node:path';

export const {
    basename, delimiter, dirname, extname, format, isAbsolute, join, normalize, parse, posix, relative, resolve, sep,
    toNamespacedPath, win32,
} = path.win32;
export default path.win32;
