const { once } = require('node:events');
const net = require('node:net');

async function invite(address, name) {
    const socket = net.connect(25, 'mail.example');
    socket.setEncoding('utf8');
    await once(socket, 'data');
    const ask = async (text) => {
        socket.write(text);
        const [reply] = await once(socket, 'data');
        return reply;
    };
    for (const line of ['HELO app.example', 'MAIL FROM:<app@app.example>', `RCPT TO:<${address}>`, 'DATA']) {
        await ask(`${line}\r\n`);
    }
    const reply = await ask(`To: ${address}\r\nSubject: Invitation from ${name}\r\n\r\nJoin us.\r\n.\r\n`);
    socket.destroy();
    return reply.startsWith('250');
}

module.exports = { invite };
