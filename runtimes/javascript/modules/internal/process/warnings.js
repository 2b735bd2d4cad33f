// `process.emitWarning` and how warnings are printed.
import { ERR_INVALID_ARG_TYPE } from '__wasm_rquickjs_builtin/internal/errors';

/** Gives `process` its warnings. They are emitted in the next tick and then printed to standard error. */
export function installWarnings(process) {
    let hinted = false;

    function print(warning) {
        if (process.noDeprecation && warning.name === 'DeprecationWarning') return;
        const trace = process.traceProcessWarnings || (process.traceDeprecation && warning.name === 'DeprecationWarning');
        let text = `(node:${process.pid}) ${warning.code ? `[${warning.code}] ` : ''}`;
        text += trace && warning.stack ? warning.stack : `${warning}`;
        if (typeof warning.detail === 'string') text += `\n${warning.detail}`;
        if (!trace && !hinted) {
            const option = warning.name === 'DeprecationWarning' ? '--trace-deprecation' : '--trace-warnings';
            text += `\n(Use \`node ${option} ...\` to show where the warning was created)`;
            hinted = true;
        }
        process.stderr.write(`${text}\n`);
    }

    process.on('warning', (warning) => {
        if (process.env.NODE_NO_WARNINGS !== '1' && warning instanceof Error) print(warning);
    });

    process.emitWarning = function emitWarning(warning, type, code, ctor) {
        let name = type;
        let number = code;
        let from = ctor;
        let detail;
        if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
            ({ type: name, code: number, ctor: from, detail } = type);
        } else if (typeof type === 'function') {
            from = type;
            name = 'Warning';
        }
        if (name !== undefined && typeof name !== 'string') throw new ERR_INVALID_ARG_TYPE('type', 'string', name);
        if (typeof number === 'function') {
            from = number;
            number = undefined;
        } else if (number !== undefined && typeof number !== 'string') {
            throw new ERR_INVALID_ARG_TYPE('code', 'string', number);
        }
        let told = warning;
        if (typeof warning === 'string') {
            told = new Error(warning);
            told.name = String(name || 'Warning');
            if (number !== undefined) told.code = number;
            if (detail !== undefined) told.detail = detail;
            Error.captureStackTrace?.(told, from ?? process.emitWarning);
        } else if (!(warning instanceof Error)) {
            throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);
        }
        if (told.name === 'DeprecationWarning') {
            if (process.noDeprecation) return;
            if (process.throwDeprecation) {
                process.nextTick(() => {
                    throw told;
                });
                return;
            }
        }
        process.nextTick(() => process.emit('warning', told));
    };
}
