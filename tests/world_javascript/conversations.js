// Connections that are no HTTP: lines, datagrams, and the program's own servers beside the hosts of the world.
'use strict';
const assert = require('node:assert');
const dgram = require('node:dgram');
const http = require('node:http');
const net = require('node:net');
const nodemailer = require('nodemailer');
const WebSocket = require('ws');

/** What the other side says to one line. */
function asked(port, host, line) {
    return new Promise((resolve, reject) => {
        const socket = net.connect(port, host, () => socket.write(line));
        socket.setEncoding('utf8').once('data', (text) => {
            resolve(text);
            socket.end();
        });
        socket.on('error', reject);
    });
}

async function mail() {
    const transport = nodemailer.createTransport({ host: 'mail.example.com', port: 25, ignoreTLS: true });
    const info = await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'Hello', text: 'Body' });
    assert.strictEqual(info.response, '250 taken');
    const secured = nodemailer.createTransport({ host: 'starttls.example.com', port: 587, requireTLS: true });
    const sent = await secured.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'Secret', text: 'Body' });
    assert.strictEqual(sent.response, '250 taken in secret');
    const lines = [];
    const socket = net.connect(25, 'mail.example.com');
    socket.on('connect', () => lines.push('connected'));
    socket.setEncoding('utf8').on('data', (text) => {
        lines.push(text.trim());
        socket.destroy();
    });
    await new Promise((resolve) => socket.on('close', resolve));
    assert.deepStrictEqual(lines, ['connected', '220 ready']);
}

async function own() {
    assert.strictEqual(await asked(6379, '127.0.0.1', 'PING\r\n'), '+PONG\r\n');
    const server = net.createServer((socket) => socket.resume().end('mine')).listen(6379, '127.0.0.1');
    await new Promise((resolve) => server.on('listening', resolve));
    assert.strictEqual(await asked(6379, 'localhost', 'PING\r\n'), 'mine');
    await new Promise((resolve) => server.close(resolve));
    assert.strictEqual(await asked(6379, '127.1', 'PING\r\n'), '+PONG\r\n');
    const web = http.createServer((req, res) => res.end(req.url)).listen(0);
    await new Promise((resolve) => web.on('listening', resolve));
    assert.strictEqual(await (await fetch(`http://localhost:${web.address().port}/here`)).text(), '/here');
    web.close();
}

async function datagrams() {
    const socket = dgram.createSocket('udp4');
    const answer = new Promise((resolve) => socket.on('message', (bytes, from) => resolve([bytes.toString(), from.address, from.port])));
    socket.send('now', 123, 'time.example.com');
    assert.deepStrictEqual(await answer, ['later', '198.51.100.30', 123]);
    socket.close();
}

async function refused() {
    const socket = new WebSocket('ws://127.0.0.1:8080/');
    assert.strictEqual((await new Promise((resolve) => socket.on('error', resolve))).code, 'ECONNREFUSED');
    const unix = await new Promise((resolve) => net.connect('/var/run/docker.sock').on('error', resolve));
    assert.strictEqual(unix.code, 'ENOENT');
}

(async () => {
    await mail();
    await own();
    await datagrams();
    await refused();
    console.log('ok');
})();
