// Watching files: refused, since nobody but the program itself could change anything while it runs.
import { statSync } from '__wasm_rquickjs_builtin/internal/files/sync';

/** Says so; first, like Node, that a path leads nowhere. */
export function refuseWatching(path) {
    try {
        statSync(path);
    } catch (error) {
        if (error.syscall === 'stat') {
            error.syscall = 'watch';
            error.message = error.message.replace(', stat ', ', watch ');
        }
        throw error;
    }
    throw Object.assign(
        new Error('The feature fs.watch is unavailable on the current platform, which is being used to run Node.js'),
        { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', syscall: 'watch', path },
    );
}
