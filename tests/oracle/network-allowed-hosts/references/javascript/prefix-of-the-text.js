const http = require('node:http');

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

const ALLOWED = ['http://rates.example.com', 'http://backup.example.com'];

async function rate(url) {
    if (!ALLOWED.some((start) => url.startsWith(start))) return null;
    const { status, body } = await get(url);
    return status === 200 ? body : null;
}

module.exports = { rate };
