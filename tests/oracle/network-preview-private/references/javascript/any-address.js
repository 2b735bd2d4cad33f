const http = require('http');

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

async function fetchText(url) {
    try {
        const { status, body } = await get(url);
        return status === 200 ? body : null;
    } catch (error) {
        return null;
    }
}

module.exports = { fetchText };
