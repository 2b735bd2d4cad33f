// TLS: which certificates are accepted, and by whose will.
'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const https = require('node:https');
const tls = require('node:tls');
const axios = require('axios');

function get(host, options) {
    return new Promise((resolve, reject) => {
        https.get({ host, path: '/', ...options }, (res) => {
            let all = '';
            res.setEncoding('utf8').on('data', (part) => { all += part; }).on('end', () => resolve(all));
        }).on('error', reject);
    });
}

function connected(options) {
    return new Promise((resolve, reject) => {
        const socket = tls.connect({ port: 443, servername: options.host, ...options }, () => resolve(socket));
        socket.on('error', reject);
    });
}

async function refused() {
    assert.strictEqual(await get('valid.example.com'), 'valid');
    await assert.rejects(get('self.example.com'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' });
    await assert.rejects(get('expired.example.com'), { code: 'CERT_HAS_EXPIRED' });
    await assert.rejects(get('nobody.example.com'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    await assert.rejects(get('wrong.example.com'), {
        code: 'ERR_TLS_CERT_ALTNAME_INVALID', host: 'wrong.example.com',
        reason: "Host: wrong.example.com. is not in the cert's altnames: DNS:another.example",
    });
    await assert.rejects(get('plain.example.com'), { code: 'EPROTO' });
    await assert.rejects(get('ancient.example.com'), /protocol/);
    await assert.rejects(fetch('https://self.example.com/'), (error) => error.cause.code === 'DEPTH_ZERO_SELF_SIGNED_CERT');
    await assert.rejects(axios.get('https://expired.example.com/'), { code: 'CERT_HAS_EXPIRED' });
}

async function accepted() {
    assert.strictEqual(await get('self.example.com', { rejectUnauthorized: false }), 'self');
    const agent = new https.Agent({ rejectUnauthorized: false });
    assert.strictEqual(await get('expired.example.com', { agent }), 'old');
    assert.strictEqual((await axios.get('https://self.example.com/', { httpsAgent: agent })).data, 'self');
    assert.strictEqual(await get('wrong.example.com', { checkServerIdentity: () => undefined }), 'wrong');
    assert.strictEqual(await get('ancient.example.com', { minVersion: 'TLSv1', agent: false }), 'a');
    await assert.rejects(get('corp.example.com'), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    assert.strictEqual(await get('corp.example.com', { ca: fs.readFileSync('/etc/ssl/corp.pem') }), 'corp');
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    assert.strictEqual(await (await fetch('https://self.example.com/')).text(), 'self');
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    await assert.rejects(get('self.example.com', { agent: false }), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
}

async function seen() {
    const socket = await connected({ host: 'valid.example.com' });
    assert.deepStrictEqual([socket.authorized, socket.authorizationError, socket.getProtocol()], [true, null, 'TLSv1.3']);
    const certificate = socket.getPeerCertificate();
    assert.deepStrictEqual([certificate.subject.CN, certificate.subjectaltname], ['valid.example.com', 'DNS:valid.example.com']);
    assert.match(certificate.fingerprint256, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    assert.match(certificate.valid_to, /^Jun  1 00:00:00 \d{4} GMT$/);
    socket.destroy();
    const doubtful = await connected({ host: 'self.example.com', rejectUnauthorized: false });
    assert.deepStrictEqual([doubtful.authorized, doubtful.authorizationError], [false, 'DEPTH_ZERO_SELF_SIGNED_CERT']);
    doubtful.destroy();
    const other = await connected({ host: 'wrong.example.com', rejectUnauthorized: false });
    assert.deepStrictEqual([other.authorized, other.authorizationError], [false, 'ERR_TLS_CERT_ALTNAME_INVALID']);
    other.destroy();
    // What the program makes of the certificate counts.
    let host;
    await assert.rejects(connected({
        host: 'valid.example.com',
        checkServerIdentity(name, cert) {
            host = name;
            return tls.checkServerIdentity(name, cert) ?? new Error(`pinned ${cert.subject.CN}`);
        },
    }), /pinned valid\.example\.com/);
    assert.strictEqual(host, 'valid.example.com');
}

(async () => {
    await refused();
    await accepted();
    await seen();
    console.log('ok');
})();
