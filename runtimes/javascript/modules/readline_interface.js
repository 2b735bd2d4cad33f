// Reading a stream line by line; what both forms of readline share. Nobody types: there is no line editing.
import { EventEmitter } from 'node:events';
import { nextTick } from 'node:process';
import { StringDecoder } from 'node:string_decoder';
import { abortError, invalidType, needString, nodeError } from './net_errors.js';

const LINE_END = /\r\n|\n|\r(?!\n)/;

export function Interface(input, output, completer, terminal) {
    if (!(this instanceof Interface)) return new Interface(input, output, completer, terminal);
    EventEmitter.call(this);
    const isOptions = input !== null && typeof input === 'object' && input.input !== undefined;
    const options = isOptions ? input : { input, output, completer, terminal };
    if (!options.input || typeof options.input.on !== 'function') throw invalidType('input', 'ReadableStream', options.input);
    this.input = options.input;
    this.output = options.output ?? undefined;
    this.completer = options.completer;
    this.terminal = false;
    this.line = '';
    this.cursor = 0;
    this.history = [...options.history ?? []];
    this.historySize = options.historySize ?? 30;
    this.closed = false;
    this.paused = false;
    this._prompt = options.prompt === undefined ? '> ' : `${options.prompt}`;
    this._questions = [];
    this._decoder = new StringDecoder('utf8');
    this._endsInReturn = false;
    this._listeners = {
        data: (chunk) => take(this, chunk),
        end: () => finish(this),
        error: (error) => this.emit('error', error),
    };
    for (const [event, listener] of Object.entries(this._listeners)) this.input.on(event, listener);
    const { signal } = options;
    if (signal) {
        if (signal.aborted) nextTick(() => this.close());
        else signal.addEventListener('abort', () => this.close(), { once: true });
    }
    this.input.resume?.();
}
Object.setPrototypeOf(Interface.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Interface, EventEmitter);

function take(reader, chunk) {
    let text = typeof chunk === 'string' ? chunk : reader._decoder.write(chunk);
    if (!text) return;
    // A line feed at the beginning may belong to the carriage return that ended the chunk before.
    if (reader._endsInReturn && text[0] === '\n') text = text.slice(1);
    reader._endsInReturn = text.endsWith('\r');
    const lines = `${reader.line}${text}`.split(LINE_END);
    reader.line = lines.pop();
    reader.cursor = reader.line.length;
    for (const line of lines) deliver(reader, line);
}

function finish(reader) {
    const rest = reader.line + reader._decoder.end();
    reader.line = '';
    if (rest) deliver(reader, rest);
    reader.close();
}

function deliver(reader, line) {
    const question = reader._questions.shift();
    if (question) question(line);
    else reader.emit('line', line);
}

function needOpen(reader) {
    if (reader.closed) throw nodeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed');
}

const methods = {
    setPrompt(prompt) {
        this._prompt = `${prompt}`;
    },
    getPrompt() {
        return this._prompt;
    },
    prompt() {
        if (this.paused) this.resume();
        this.output?.write(this._prompt);
    },
    question(query, options, callback) {
        if (typeof options === 'function') [options, callback] = [{}, options];
        needOpen(this);
        needString(query, 'query');
        const { signal } = options ?? {};
        if (signal?.aborted) return;
        this.output?.write(query);
        if (this.paused) this.resume();
        this._questions.push(callback);
        signal?.addEventListener('abort', () => {
            const index = this._questions.indexOf(callback);
            if (index >= 0) this._questions.splice(index, 1);
        }, { once: true });
    },
    write(text) {
        needOpen(this);
        if (this.paused) this.resume();
        if (text !== undefined && text !== null) take(this, text);
    },
    pause() {
        if (this.paused) return this;
        this.input.pause?.();
        this.paused = true;
        this.emit('pause');
        return this;
    },
    resume() {
        if (!this.paused) return this;
        this.input.resume?.();
        this.paused = false;
        this.emit('resume');
        return this;
    },
    close() {
        if (this.closed) return;
        this.pause();
        for (const [event, listener] of Object.entries(this._listeners)) this.input.removeListener(event, listener);
        this.closed = true;
        this.emit('close');
    },
    getCursorPos() {
        return { rows: 0, cols: this._prompt.length + this.cursor };
    },
    [Symbol.asyncIterator]() {
        return linesOf(this);
    },
    [Symbol.dispose ?? Symbol.for('nodejs.dispose')]() {
        this.close();
    },
};
for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(Interface.prototype, name, { value: methods[name], writable: true, configurable: true, enumerable: true });
}

/** The lines from now on, for `for await`. */
function linesOf(reader) {
    const lines = [];
    const waiting = [];
    let isOver = reader.closed;
    let failure = null;
    const onLine = (line) => (waiting.length ? waiting.shift().resolve({ done: false, value: line }) : lines.push(line));
    const onEnd = () => {
        isOver = true;
        for (const { resolve } of waiting.splice(0)) resolve({ done: true, value: undefined });
    };
    const onError = (error) => {
        if (waiting.length) waiting.shift().reject(error);
        else failure = error;
    };
    reader.on('line', onLine);
    reader.on('close', onEnd);
    reader.on('error', onError);
    return {
        next() {
            if (lines.length) return Promise.resolve({ done: false, value: lines.shift() });
            if (failure) {
                const error = failure;
                failure = null;
                return Promise.reject(error);
            }
            if (isOver) return Promise.resolve({ done: true, value: undefined });
            return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
        },
        return() {
            reader.removeListener('line', onLine);
            reader.removeListener('error', onError);
            reader.close();
            onEnd();
            return Promise.resolve({ done: true, value: undefined });
        },
        [Symbol.asyncIterator]() {
            return this;
        },
    };
}

/** `question` as a promise. */
export function ask(reader, query, options = {}) {
    return new Promise((resolve, reject) => {
        const { signal } = options;
        if (signal?.aborted) {
            reject(abortError(signal));
            return;
        }
        signal?.addEventListener('abort', () => reject(abortError(signal)), { once: true });
        Interface.prototype.question.call(reader, query, options, resolve);
    });
}

function put(stream, text, callback) {
    if (callback !== undefined && typeof callback !== 'function') throw invalidType('callback', 'function', callback);
    if (!stream || text === '') {
        if (callback) nextTick(callback, null);
        return true;
    }
    return stream.write(text, callback);
}

export function clearLine(stream, direction, callback) {
    return put(stream, direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback);
}

export function clearScreenDown(stream, callback) {
    return put(stream, '\x1b[0J', callback);
}

export function cursorTo(stream, x, y, callback) {
    if (typeof y === 'function') [y, callback] = [undefined, y];
    if (typeof x !== 'number') throw nodeError(TypeError, 'ERR_INVALID_CURSOR_POS', 'Cannot set cursor row without setting its column');
    return put(stream, typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`, callback);
}

export function moveCursor(stream, dx, dy, callback) {
    const across = dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : '';
    const down = dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : '';
    return put(stream, across + down, callback);
}
