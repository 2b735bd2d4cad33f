const dns = require('node:dns').promises;
const net = require('node:net');

const internal = new net.BlockList();
for (const [address, bits] of [
    ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8],
    ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16], ['224.0.0.0', 3],
]) {
    internal.addSubnet(address, bits, 'ipv4');
}

async function notify(url) {
    const { address } = await dns.lookup(new URL(url).hostname, 4);
    if (internal.check(address)) return false;
    const response = await fetch(url, { method: 'POST', body: 'done', redirect: 'manual' });
    await response.text();
    return response.status === 200;
}

module.exports = { notify };
