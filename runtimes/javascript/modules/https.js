// node:https.
import { Agent as HttpAgent } from 'node:_http_agent';
import { ClientRequest, takeArguments } from 'node:_http_client';
import { onConnection, serverMethods, takeOptions } from 'node:_http_server';
import { Server as TlsServer, connect } from 'node:tls';

export function Agent(options) {
    if (!(this instanceof Agent)) return new Agent(options);
    HttpAgent.call(this, options);
    this.defaultPort = 443;
    this.protocol = 'https:';
    this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
    this._sessionCache = { map: {}, list: [] };
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);

/** Options that make connections different, in the order in which they stand in the name of a pool. */
const TOLD_APART = [
    'ca', 'cert', 'clientCertEngine', 'ciphers', 'key', 'pfx', 'rejectUnauthorized', 'servername', 'minVersion', 'maxVersion',
    'secureProtocol', 'crl', 'honorCipherOrder', 'ecdhCurve', 'dhparam', 'secureOptions', 'sessionIdContext', 'sigalgs',
    'privateKeyIdentifier', 'privateKeyEngine',
];

Agent.prototype.getName = function getName(options = {}) {
    let name = HttpAgent.prototype.getName.call(this, options);
    for (const option of TOLD_APART) {
        name += ':';
        const value = options[option];
        if (option === 'servername' ? value && value !== options.host : option === 'rejectUnauthorized' ? value !== undefined : value) {
            name += value;
        }
    }
    return name;
};

Agent.prototype.createConnection = function createConnection(port, host, options) {
    if (typeof port === 'object' && port !== null) return connect({ ...port });
    return connect({ ...options, port, ...typeof host === 'string' ? { host } : host });
};

export let globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });

export function Server(options, listener) {
    if (!(this instanceof Server)) return new Server(options, listener);
    if (typeof options === 'function') {
        listener = options;
        options = {};
    }
    options = { ALPNProtocols: ['http/1.1'], ...options };
    takeOptions(this, options);
    TlsServer.call(this, options);
    this.httpAllowHalfOpen = false;
    this.allowHalfOpen = true;
    if (listener) this.on('request', listener);
    this.on('secureConnection', onConnection);
    this.on('tlsClientError', (error, socket) => {
        if (!this.emit('clientError', error, socket)) socket.destroy(error);
    });
    this.timeout = 0;
    this.maxHeadersCount = null;
    this.maxRequestsPerSocket = 0;
    this._options = options;
}
Object.setPrototypeOf(Server.prototype, TlsServer.prototype);
Object.setPrototypeOf(Server, TlsServer);
for (const [name, value] of Object.entries(serverMethods)) {
    Object.defineProperty(Server.prototype, name, { value, writable: true, configurable: true, enumerable: true });
}

export function createServer(options, listener) {
    return new Server(options, listener);
}

export function request(input, given, callback) {
    const [options, onResponse] = takeArguments(input, given, callback);
    return new ClientRequest({ ...options, _defaultAgent: globalAgent }, onResponse);
}

export function get(input, options, callback) {
    const req = request(input, options, callback);
    req.end();
    return req;
}

const https = { Agent, Server, createServer, get, request };
Object.defineProperty(https, 'globalAgent', {
    get() {
        return globalAgent;
    },
    set(value) {
        globalAgent = value;
    },
    enumerable: true,
    configurable: true,
});

export default https;
