import { lookup } from 'node:dns/promises';
import http from 'node:http';
import net from 'node:net';

const internal = new net.BlockList();
for (const [address, bits] of [
    ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8],
    ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3],
]) {
    internal.addSubnet(address, bits, 'ipv4');
}

function get(options) {
    return new Promise((resolve, reject) => {
        http.get(options, (response) => {
            let body = '';
            response.setEncoding('utf8');
            response.on('data', (part) => { body += part; });
            response.on('end', () => resolve({ status: response.statusCode, body }));
        }).on('error', reject);
    });
}

export async function isAlive(url) {
    const { hostname, host, port, pathname } = new URL(url);
    try {
        const { address } = await lookup(hostname.replace(/^\[|\]$/g, ''), { family: 4 });
        if (internal.check(address)) return false;
        const { status } = await get({ host: address, port: port || 80, path: pathname, headers: { Host: host } });
        return status === 200;
    } catch {
        return false;
    }
}
