// Bodies of requests and responses: what they are made from, and how they are read.
import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { Blob } from '__wasm_rquickjs_builtin/http_blob';
import { FormData } from '__wasm_rquickjs_builtin/http_form_data';
import { formParts, readForm } from './fetch_form.js';

export const kBody = Symbol('body');

function isBlob(value) {
    return value instanceof Blob || (typeof value?.arrayBuffer === 'function' && typeof value.stream === 'function' && 'size' in value);
}

function isStream(value) {
    return value instanceof ReadableStream || typeof value?.getReader === 'function';
}

async function* chunksOf(parts) {
    for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : Buffer.from(await part.arrayBuffer());
}

async function* readAll(stream) {
    const reader = stream.getReader();
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        if (!(value instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
        yield value;
    }
}

/**
 * A body. `source` is bytes, an array of texts and blobs, a web stream, or something to iterate over; those of the first two
 * kinds can be read again (by redirects).
 */
export class Body {
    constructor(source, type, length) {
        this.source = source;
        this.type = type;
        this.length = length;
        this.used = false;
        this.view = isStream(source) ? source : null;
    }

    static from(value) {
        if (isStream(value)) {
            if (value.locked) throw new TypeError('Response body object should not be disturbed or locked');
            return new Body(value, null, null);
        }
        if (typeof value === 'string') return ofBytes(Buffer.from(value), 'text/plain;charset=UTF-8');
        if (value instanceof URLSearchParams) {
            return ofBytes(Buffer.from(value.toString()), 'application/x-www-form-urlencoded;charset=UTF-8');
        }
        if (value instanceof ArrayBuffer) return ofBytes(Buffer.from(value.slice(0)), null);
        if (ArrayBuffer.isView(value)) {
            return ofBytes(Buffer.from(Buffer.from(value.buffer, value.byteOffset, value.byteLength)), null);
        }
        if (value instanceof FormData) {
            const { parts, type } = formParts(value);
            return new Body(parts, type, parts.reduce((sum, part) => sum + (part.size ?? Buffer.byteLength(part)), 0));
        }
        if (isBlob(value)) return new Body([value], value.type || null, value.size);
        if (typeof value?.[Symbol.asyncIterator] === 'function') return new Body(value, null, null);
        return ofBytes(Buffer.from(String(value)), 'text/plain;charset=UTF-8');
    }

    get canRepeat() {
        return this.source instanceof Uint8Array || Array.isArray(this.source);
    }

    /** The chunks, to be read once (or again where that is possible). */
    chunks() {
        const { source } = this;
        if (source instanceof Uint8Array) return source.length ? [source] : [];
        if (Array.isArray(source)) return chunksOf(source);
        return isStream(source) ? readAll(source) : source;
    }

    /** The body as a web stream, always the same one. */
    stream() {
        if (this.view) return this.view;
        let iterator;
        const chunks = this.chunks();
        this.view = new ReadableStream({
            pull: async (controller) => {
                iterator ??= chunks[Symbol.asyncIterator]?.() ?? chunks[Symbol.iterator]();
                const { done, value } = await iterator.next();
                if (done) {
                    controller.close();
                    queueMicrotask(() => controller.byobRequest?.respond(0));
                } else if (value.length) {
                    controller.enqueue(new Uint8Array(value));
                }
            },
            cancel: async (reason) => {
                await iterator?.return?.(reason);
                this.onCancel?.(reason);
            },
            type: 'bytes',
        });
        return this.view;
    }

    get isUnusable() {
        return this.used || Boolean(this.view?.locked);
    }

    async bytes() {
        this.used = true;
        const parts = [];
        // A stream that was asked for is read as such: it can then be seen that it is locked.
        for await (const chunk of this.view ? readAll(this.view) : this.chunks()) parts.push(chunk);
        return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    }

    /** A second body with the same contents; this one is changed so that both can be read. */
    tee() {
        if (this.canRepeat && !this.view) return new Body(this.source, this.type, this.length);
        const [first, second] = this.stream().tee();
        this.view = first;
        this.source = first;
        return new Body(second, this.type, this.length);
    }
}

function ofBytes(bytes, type) {
    return new Body(bytes, type, bytes.length);
}

/** A body that arrives by a Node stream; `explain` turns its error into the one that readers see. */
export function receivedBody(stream, length, explain) {
    async function* chunks() {
        try {
            for await (const chunk of stream) yield chunk;
        } catch (error) {
            throw explain(error);
        }
    }
    const body = new Body({ [Symbol.asyncIterator]: chunks }, null, length);
    body.onCancel = () => stream instanceof Readable && stream.destroy();
    return body;
}

async function consume(message) {
    const body = message[kBody];
    if (body?.isUnusable) throw new TypeError('Body is unusable: Body has already been read');
    return body ? body.bytes() : Buffer.alloc(0);
}

/** The methods of requests and responses that read the body. */
export const bodyMethods = {
    async arrayBuffer() {
        const bytes = await consume(this);
        return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    },
    async blob() {
        return new Blob([await consume(this)], { type: this.headers.get('content-type') ?? '' });
    },
    async formData() {
        return readForm(await consume(this), this.headers.get('content-type'));
    },
    async json() {
        return JSON.parse(textOf(await consume(this)));
    },
    async text() {
        return textOf(await consume(this));
    },
};

function textOf(bytes) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

export const bodyGetters = {
    body: (message) => message[kBody]?.stream() ?? null,
    bodyUsed: (message) => Boolean(message[kBody]?.used || message[kBody]?.view?.locked && isDisturbed(message[kBody].view)),
};

function isDisturbed(stream) {
    return Readable.isDisturbed ? Readable.isDisturbed(stream) : true;
}
