const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');

async function ask(socket, line) {
    socket.write(`${line}\r\n`);
    const [reply] = await once(socket, 'data');
    return reply.toString();
}

async function secured(socket) {
    const stream = tls.connect({ socket, servername: 'mail.example' });
    await once(stream, 'secureConnect');
    return stream;
}

async function maySend(user, password) {
    let socket = net.connect(587, 'mail.example');
    try {
        await once(socket, 'data');
        if (!(await ask(socket, 'EHLO app.example')).includes('STARTTLS')) return false;
        await ask(socket, 'STARTTLS');
        socket = await secured(socket);
        const credentials = Buffer.from(`\0${user}\0${password}`).toString('base64');
        return (await ask(socket, `AUTH PLAIN ${credentials}`)).startsWith('235');
    } finally {
        socket.destroy();
    }
}

module.exports = { maySend };
