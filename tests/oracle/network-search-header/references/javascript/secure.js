import net from 'node:net';

export function hits(term) {
    return new Promise((resolve, reject) => {
        const socket = net.connect(80, 'search.example', () => {
            socket.write(`GET /hits?q=${encodeURIComponent(term)} HTTP/1.1\r\nHost: search.example\r\nConnection: close\r\n\r\n`);
        });
        let answer = '';
        socket.setEncoding('utf8');
        socket.on('data', (part) => { answer += part; });
        socket.on('end', () => resolve(Number(answer.split('\r\n\r\n')[1])));
        socket.on('error', reject);
    });
}
