// node:http2: not there. Its constants are, and a client's try to connect is recorded and fails.
import { EventEmitter } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { nextTick } from 'node:process';
import { connect as connectSecurely } from 'node:tls';
import { URL } from 'node:url';
import { nodeError } from './net_errors.js';

function refusal() {
    return nodeError(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM',
        'The feature http2 is unavailable on the current platform, which is being used to run Node.js');
}

const HEADERS = [
    'accept', 'accept-encoding', 'accept-language', 'allow', 'authorization', 'cache-control', 'connection', 'content-disposition',
    'content-encoding', 'content-length', 'content-type', 'cookie', 'date', 'etag', 'host', 'http2-settings', 'keep-alive',
    'last-modified', 'link', 'location', 'proxy-connection', 'range', 'server', 'set-cookie', 'te', 'transfer-encoding', 'upgrade',
    'user-agent', 'vary', 'via',
];
const ERRORS = [
    'NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT', 'STREAM_CLOSED', 'FRAME_SIZE_ERROR',
    'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR', 'ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED',
];

export const constants = {
    NGHTTP2_SESSION_SERVER: 0, NGHTTP2_SESSION_CLIENT: 1, NGHTTP2_DEFAULT_WEIGHT: 16, DEFAULT_SETTINGS_ENABLE_PUSH: 1,
    HTTP2_HEADER_STATUS: ':status', HTTP2_HEADER_METHOD: ':method', HTTP2_HEADER_AUTHORITY: ':authority',
    HTTP2_HEADER_SCHEME: ':scheme', HTTP2_HEADER_PATH: ':path', HTTP2_HEADER_PROTOCOL: ':protocol',
    HTTP2_METHOD_CONNECT: 'CONNECT', HTTP2_METHOD_DELETE: 'DELETE', HTTP2_METHOD_GET: 'GET', HTTP2_METHOD_HEAD: 'HEAD',
    HTTP2_METHOD_OPTIONS: 'OPTIONS', HTTP2_METHOD_PATCH: 'PATCH', HTTP2_METHOD_POST: 'POST', HTTP2_METHOD_PUT: 'PUT',
    HTTP_STATUS_OK: 200, HTTP_STATUS_NOT_FOUND: 404, HTTP_STATUS_INTERNAL_SERVER_ERROR: 500,
};
for (const name of HEADERS) constants[`HTTP2_HEADER_${name.toUpperCase().replaceAll('-', '_')}`] = name;
for (const [code, name] of ERRORS.entries()) constants[`NGHTTP2_${name}`] = code;

export const sensitiveHeaders = Symbol('nodejs.http2.sensitiveHeaders');

export function connect(authority, options, listener) {
    if (typeof options === 'function') [options, listener] = [{}, options];
    const { protocol, hostname, port } = typeof authority === 'string' ? new URL(authority) : authority;
    const session = new EventEmitter();
    if (listener) session.once('connect', listener);
    const isSecure = protocol !== 'http:';
    const host = hostname?.replace(/^\[|\]$/g, '') || 'localhost';
    const target = { ...options, host, port: Number(port) || (isSecure ? 443 : 80) };
    const socket = (isSecure ? connectSecurely : connectPlain)(target);
    const close = (error) => {
        session.destroyed = session.closed = true;
        socket.destroy();
        nextTick(() => {
            if (error) session.emit('error', error);
            session.emit('close');
        });
    };
    socket.once('error', close);
    socket.once(isSecure ? 'secureConnect' : 'connect', () => close(refusal()));
    return Object.assign(session, {
        destroyed: false, closed: false, connecting: true, socket, close: () => close(), destroy: close,
        setTimeout() {}, ref() {}, unref() {},
        request() {
            const stream = new EventEmitter();
            session.once('error', (error) => stream.emit('error', error));
            return Object.assign(stream, { end() {}, write() {}, close() {}, destroy() {}, setEncoding() {}, setTimeout() {} });
        },
    });
}

export function createServer() {
    throw refusal();
}

export const createSecureServer = createServer;

export function getDefaultSettings() {
    return {
        headerTableSize: 4096, enablePush: true, initialWindowSize: 65535, maxFrameSize: 16384, maxConcurrentStreams: 4294967295,
        maxHeaderListSize: 65535, maxHeaderSize: 65535, enableConnectProtocol: false,
    };
}

export function getPackedSettings() {
    throw refusal();
}

export const getUnpackedSettings = getPackedSettings;

export class Http2ServerRequest {
    constructor() {
        throw refusal();
    }
}

export class Http2ServerResponse {
    constructor() {
        throw refusal();
    }
}

export default {
    Http2ServerRequest, Http2ServerResponse, connect, constants, createSecureServer, createServer, getDefaultSettings,
    getPackedSettings, getUnpackedSettings, sensitiveHeaders,
};
