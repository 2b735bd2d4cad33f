// Forms as bytes: multipart/form-data, written and read.
import { Buffer } from 'node:buffer';
import { File } from '__wasm_rquickjs_builtin/http_blob';
import { FormData } from '__wasm_rquickjs_builtin/http_form_data';

let written = 0;

function escaped(name) {
    return name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');
}

/** The parts of a form (text and blobs, in order) and their content type. */
export function formParts(form) {
    // The boundary needs to be unlikely in the contents, not secret.
    const boundary = `----formdata-undici-0${String(written++).padStart(11, '0')}`;
    const parts = [];
    for (const [name, value] of form) {
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name.replace(/\r?\n|\r/g, '\r\n'))}"`;
        if (typeof value === 'string') {
            parts.push(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`);
        } else {
            const type = value.type || 'application/octet-stream';
            parts.push(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n');
        }
    }
    parts.push(`--${boundary}--\r\n`);
    return { parts, type: `multipart/form-data; boundary=${boundary}` };
}

function unescaped(name) {
    return name.replace(/%0D%0A|%0A|%0D|%22/gi, (code) => decodeURIComponent(code));
}

function readMultipart(bytes, boundary) {
    const form = new FormData();
    const mark = `--${boundary}`;
    let at = bytes.indexOf(mark);
    for (;;) {
        if (at < 0) throw new TypeError('Failed to parse body as FormData.');
        at += mark.length;
        if (bytes.toString('latin1', at, at + 2) === '--') return form;
        const headEnd = bytes.indexOf('\r\n\r\n', at);
        const next = bytes.indexOf(`\r\n${mark}`, at);
        if (headEnd < 0 || next < 0) throw new TypeError('Failed to parse body as FormData.');
        const head = bytes.toString('utf8', at, headEnd);
        const [, name] = /content-disposition: *form-data;[^\r\n]*?\bname="([^"]*)"/i.exec(head) ?? [];
        if (name === undefined) throw new TypeError('Failed to parse body as FormData.');
        const filename = /\bfilename="([^"]*)"/i.exec(head)?.[1];
        const content = bytes.subarray(headEnd + 4, Math.max(next, headEnd + 4));
        if (filename === undefined) {
            form.append(unescaped(name), content.toString());
        } else {
            const type = /content-type: *([^\r\n]+)/i.exec(head)?.[1] ?? 'text/plain';
            form.append(unescaped(name), new File([content], unescaped(filename), { type }));
        }
        at = next + 2;
    }
}

/** The form in a body of the given content type; throws if it is none. */
export function readForm(body, contentType) {
    const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    const [, kind] = /^ *([^ ;]*)/.exec(contentType ?? '');
    if (kind.toLowerCase() === 'multipart/form-data') {
        const [, quoted, plain] = /; *boundary=(?:"([^"]*)"|([^; ]*))/i.exec(contentType) ?? [];
        return readMultipart(bytes, quoted ?? plain ?? '');
    }
    if (kind.toLowerCase() === 'application/x-www-form-urlencoded') {
        const form = new FormData();
        for (const [name, value] of new URLSearchParams(bytes.toString())) form.append(name, value);
        return form;
    }
    throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
}
