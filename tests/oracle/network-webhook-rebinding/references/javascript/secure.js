const dns = require('node:dns').promises;
const http = require('node:http');
const net = require('node:net');

const internal = new net.BlockList();
for (const [address, bits] of [
    ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8],
    ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3],
]) {
    internal.addSubnet(address, bits, 'ipv4');
}

function post(options, text) {
    return new Promise((resolve, reject) => {
        const request = http.request({ method: 'POST', ...options }, (response) => {
            response.resume().on('end', () => resolve(response.statusCode));
        });
        request.on('error', reject).end(text);
    });
}

async function notify(url) {
    const { hostname, pathname } = new URL(url);
    const { address } = await dns.lookup(hostname, 4);
    if (internal.check(address)) return false;
    const status = await post({ host: address, path: pathname, headers: { Host: hostname } }, 'done');
    return status === 200;
}

module.exports = { notify };
