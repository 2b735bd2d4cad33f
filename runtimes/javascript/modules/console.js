// `console` and `node:console`.
import { formatWithOptions, getStringWidth, inspect } from '__wasm_rquickjs_builtin/internal/util/inspect';
import { isMap, isMapIterator, isSet, isSetIterator } from '__wasm_rquickjs_builtin/internal/util/types';
import { formatTime } from '__wasm_rquickjs_builtin/internal/util/debuglog';
import { monotonic } from 'dualgauge:process_state';
import {
    ERR_INCOMPATIBLE_OPTION_PAIR,
    ERR_INVALID_ARG_TYPE,
    ERR_INVALID_ARG_VALUE,
    ERR_OUT_OF_RANGE,
} from '__wasm_rquickjs_builtin/internal/errors';

const DEEPEST_INDENTATION = 1000;
const stateOf = Symbol('state');
const ignore = () => {};

/** The rows of a table drawn with lines. */
function drawTable(head, columns) {
    const rows = [];
    const longest = Math.max(0, ...columns.map((column) => column.length));
    const widths = columns.map((column, index) => {
        let width = getStringWidth(head[index]);
        for (let row = 0; row < longest; row += 1) {
            const cell = Object.hasOwn(column, row) ? column[row] : '';
            (rows[row] ??= [])[index] = cell;
            width = Math.max(width, getStringWidth(cell));
        }
        return width + 2;
    });
    const line = (cells) =>
        `│${cells.map((cell, index) => ` ${cell}${' '.repeat(widths[index] - getStringWidth(cell) - 1)}`).join('│')}│\n`;
    const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
    return `${rule('┌', '┬', '┐')}\n${line(head)}${rule('├', '┼', '┤')}\n${rows.map(line).join('')}${rule('└', '┴', '┘')}`;
}

/** Head and columns of what `console.table` is given. */
function tabulate(data, properties, show) {
    const indices = (length) => Array.from({ length }, (_, index) => show(index));
    if (isMapIterator(data) || isMap(data)) {
        const entries = Array.from(data);
        if (entries.every((entry) => Array.isArray(entry) && entry.length === 2)) {
            return [
                ['(iteration index)', 'Key', 'Values'],
                [indices(entries.length), entries.map(([key]) => show(key)), entries.map(([, value]) => show(value))],
            ];
        }
        return [
            ['(iteration index)', 'Values'],
            [indices(entries.length), entries.map(show)],
        ];
    }
    if (isSetIterator(data) || isSet(data)) {
        const values = Array.from(data, show);
        return [
            ['(iteration index)', 'Values'],
            [indices(values.length), values],
        ];
    }
    const rows = Object.keys(data);
    const columns = new Map();
    const values = [];
    rows.forEach((row, index) => {
        const item = data[row];
        const isPrimitive = item === null || (typeof item !== 'function' && typeof item !== 'object');
        if (properties === undefined && isPrimitive) {
            values[index] = show(item);
            return;
        }
        for (const key of properties ?? Object.keys(item)) {
            if (!columns.has(key)) columns.set(key, []);
            columns.get(key)[index] = (isPrimitive && properties) || !Object.hasOwn(item, key) ? '' : show(item[key]);
        }
    });
    const hasValues = values.length > 0;
    return [
        ['(index)', ...columns.keys(), ...(hasValues ? ['Values'] : [])],
        [rows, ...columns.values(), ...(hasValues ? [values] : [])],
    ];
}

const METHODS = {
    log(...args) {
        print(this, 'stdout', args);
    },
    warn(...args) {
        print(this, 'stderr', args);
    },
    dir(object, options) {
        const state = this[stateOf];
        write(this, 'stdout', inspect(object, { customInspect: false, ...inspectOptions(state, state.stdout), ...options }));
    },
    time(label = 'default') {
        const { timers } = this[stateOf];
        if (timers.has(`${label}`)) process.emitWarning(`Label '${label}' already exists for console.time()`);
        else timers.set(`${label}`, monotonic());
    },
    timeEnd(label = 'default') {
        if (tellTime(this, 'timeEnd', `${label}`, [])) this[stateOf].timers.delete(`${label}`);
    },
    timeLog(label = 'default', ...data) {
        tellTime(this, 'timeLog', `${label}`, data);
    },
    trace: function trace(...args) {
        const error = { name: 'Trace', message: formatWithOptions(inspectOptions(this[stateOf], this[stateOf].stderr), ...args) };
        Error.captureStackTrace(error, trace);
        const stack = `${error.stack}`;
        const from = stack.search(/^ {4}at /m);
        this.error(
            `Trace${error.message ? `: ${error.message}` : ''}${from < 0 ? '' : `\n${stack.slice(from)}`}`.replace(/\n$/, ''),
        );
    },
    assert(condition, ...args) {
        if (condition) return;
        const [first, ...rest] = args;
        this.warn(`Assertion failed${args.length === 0 ? '' : `: ${first}`}`, ...rest);
    },
    clear() {
        const { stdout } = this[stateOf];
        if (stdout.isTTY && process.env.TERM !== 'dumb') stdout.write('\u001b[1;1H\u001b[0J');
    },
    count(label = 'default') {
        const { counts } = this[stateOf];
        const count = (counts.get(`${label}`) ?? 0) + 1;
        counts.set(`${label}`, count);
        this.log(`${label}: ${count}`);
    },
    countReset(label = 'default') {
        if (!this[stateOf].counts.delete(`${label}`)) process.emitWarning(`Count for '${label}' does not exist`);
    },
    group(...data) {
        const state = this[stateOf];
        if (data.length > 0) this.log(...data);
        state.indentation += ' '.repeat(state.step);
    },
    groupEnd() {
        const state = this[stateOf];
        state.indentation = state.indentation.slice(0, Math.max(0, state.indentation.length - state.step));
    },
    table(data, properties) {
        if (properties !== undefined && !Array.isArray(properties))
            throw new ERR_INVALID_ARG_TYPE('properties', 'Array', properties);
        if (data === null || typeof data !== 'object') {
            this.log(data);
            return;
        }
        const options = { maxArrayLength: 3, breakLength: Infinity, ...inspectOptions(this[stateOf], this[stateOf].stdout) };
        const show = (value) => {
            const depth =
                value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0;
            return inspect(value, { depth, ...options });
        };
        this.log(drawTable(...tabulate(data, properties, show)));
    },
};
METHODS.debug = METHODS.info = METHODS.dirxml = METHODS.log;
METHODS.error = METHODS.warn;
METHODS.groupCollapsed = METHODS.group;

function inspectOptions(state, stream) {
    if (state.inspectOptions) return state.inspectOptions;
    const colors = state.colorMode === 'auto' ? Boolean(stream.isTTY) && !process.env.NO_COLOR : state.colorMode;
    return colors ? { colors: true } : {};
}

function print(console, name, args) {
    const state = console[stateOf];
    const isText = args.length === 1 && typeof args[0] === 'string';
    write(console, name, isText ? args[0] : formatWithOptions(inspectOptions(state, state[name]), ...args));
}

function write(console, name, text) {
    const { indentation, ignoreErrors, [name]: stream } = console[stateOf];
    const indented = indentation === '' ? text : indentation + text.replaceAll('\n', `\n${indentation}`);
    if (!ignoreErrors) {
        stream.write(`${indented}\n`);
        return;
    }
    // An error of the stream isn't the program's.
    const isEmitter = typeof stream.once === 'function' && stream.listenerCount?.('error') === 0;
    if (isEmitter) stream.once('error', ignore);
    try {
        stream.write(`${indented}\n`);
    } catch (error) {
        if (error instanceof RangeError) throw error;
    } finally {
        if (isEmitter) stream.removeListener('error', ignore);
    }
}

function tellTime(console, method, label, data) {
    const begun = console[stateOf].timers.get(label);
    if (begun === undefined) {
        process.emitWarning(`No such label '${label}' for console.${method}()`);
        return false;
    }
    console.log('%s: %s', label, formatTime(Number(monotonic() - begun) / 1e6), ...data);
    return true;
}

function notWritable(name) {
    return Object.assign(new TypeError(`Console expects a writable stream instance for ${name}`), {
        code: 'ERR_CONSOLE_WRITABLE_STREAM',
    });
}

/** Gives an object the methods, bound to it, so that they can be taken off it. */
function equip(target, state, methods) {
    Object.defineProperty(target, stateOf, {
        value: { counts: new Map(), timers: new Map(), indentation: '', ...state },
        enumerable: false,
    });
    for (const name of Object.keys(METHODS)) {
        const method = methods[name] ?? METHODS[name];
        const bound = {
            [name](...args) {
                return Reflect.apply(method, target, args);
            },
        }[name];
        Object.defineProperty(target, name, { value: bound, writable: true, enumerable: true, configurable: true });
    }
}

export function Console(given, stderr, ignoreErrors) {
    if (!new.target) return new Console(given, stderr, ignoreErrors);
    const options = !given || typeof given.write === 'function' ? { stdout: given, stderr, ignoreErrors } : given;
    const { stdout, colorMode = 'auto', groupIndentation = 2 } = options;
    const errors = options.stderr ?? stdout;
    if (!stdout || typeof stdout.write !== 'function') throw notWritable('stdout');
    if (typeof errors.write !== 'function') throw notWritable('stderr');
    if (typeof colorMode !== 'boolean' && colorMode !== 'auto') throw new ERR_INVALID_ARG_VALUE('colorMode', colorMode);
    if (typeof groupIndentation !== 'number') throw new ERR_INVALID_ARG_TYPE('groupIndentation', 'number', groupIndentation);
    if (!(groupIndentation >= 0 && groupIndentation <= DEEPEST_INDENTATION)) {
        throw new ERR_OUT_OF_RANGE('groupIndentation', `>= 0 && <= ${DEEPEST_INDENTATION}`, groupIndentation);
    }
    const shown = options.inspectOptions;
    if (shown !== undefined && (shown === null || typeof shown !== 'object'))
        throw new ERR_INVALID_ARG_TYPE('options.inspectOptions', 'object', shown);
    if (shown?.colors !== undefined && options.colorMode !== undefined) {
        throw new ERR_INCOMPATIBLE_OPTION_PAIR('options.inspectOptions.color', 'colorMode');
    }
    equip(
        this,
        {
            stdout,
            stderr: errors,
            ignoreErrors: options.ignoreErrors ?? true,
            colorMode,
            step: groupIndentation,
            inspectOptions: shown,
        },
        this,
    );
    return this;
}
for (const [name, value] of Object.entries(METHODS)) {
    Object.defineProperty(Console.prototype, name, { value, writable: true, enumerable: true, configurable: true });
}

// The global one looks its streams up each time: a program may replace them.
const console = Object.create({});
equip(
    console,
    {
        ignoreErrors: true,
        colorMode: 'auto',
        step: 2,
        inspectOptions: undefined,
    },
    METHODS,
);
for (const name of ['stdout', 'stderr']) Object.defineProperty(console[stateOf], name, { get: () => globalThis.process[name] });
Object.assign(console, {
    profile: ignore,
    profileEnd: ignore,
    timeStamp: ignore,
    context: () => ({}),
    createTask: () => ({ run: (act) => act() }),
});
Object.defineProperty(console, 'Console', { value: Console, writable: true, enumerable: true, configurable: true });
for (const name of ['stdout', 'stderr']) {
    Object.defineProperty(console, `_${name}`, { get: () => globalThis.process[name], enumerable: false, configurable: true });
}
Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });

export const {
    log,
    warn,
    dir,
    time,
    timeEnd,
    timeLog,
    trace,
    assert,
    clear,
    count,
    countReset,
    group,
    groupEnd,
    table,
    debug,
    info,
    dirxml,
    error,
    groupCollapsed,
    profile,
    profileEnd,
    timeStamp,
    context,
    createTask,
} = console;
export default console;
