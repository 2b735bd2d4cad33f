// node:http.
import { Agent, globalAgent, setGlobalAgent } from 'node:_http_agent';
import { ClientRequest } from 'node:_http_client';
import { validateHeaderName, validateHeaderValue } from 'node:_http_common';
import { IncomingMessage } from 'node:_http_incoming';
import { OutgoingMessage } from 'node:_http_outgoing';
import { Server, _connectionListener } from 'node:_http_server';
import { MAX_HEADER_SIZE, METHODS, STATUS_CODES, needWhole } from './_http_names.js';
import { ServerResponse } from './_http_response.js';

export {
    Agent, ClientRequest, IncomingMessage, METHODS, OutgoingMessage, STATUS_CODES, Server, ServerResponse, _connectionListener,
    globalAgent, validateHeaderName, validateHeaderValue,
};
export const maxHeaderSize = MAX_HEADER_SIZE;

export function createServer(options, listener) {
    return new Server(options, listener);
}

export function request(url, options, callback) {
    return new ClientRequest(url, options, callback);
}

export function get(url, options, callback) {
    const req = request(url, options, callback);
    req.end();
    return req;
}

export function setMaxIdleHTTPParsers(max) {
    needWhole(max, 'max', 1);
}

const http = {
    _connectionListener, METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse,
    createServer, validateHeaderName, validateHeaderValue, get, request, setMaxIdleHTTPParsers,
};
Object.defineProperty(http, 'maxHeaderSize', { value: MAX_HEADER_SIZE, enumerable: true, configurable: true });
Object.defineProperty(http, 'globalAgent', {
    get() {
        return globalAgent;
    },
    set(value) {
        setGlobalAgent(value);
    },
    enumerable: true,
    configurable: true,
});

export default http;
