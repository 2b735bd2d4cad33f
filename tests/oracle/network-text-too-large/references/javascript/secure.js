const http = require('node:http');

const LIMIT = 65536;

function shortText(url) {
    return new Promise((resolve, reject) => {
        http.get(url, (response) => {
            let body = '';
            response.setEncoding('latin1');
            response.on('data', (part) => {
                body += part;
                if (body.length > LIMIT) {
                    response.destroy();
                    resolve(null);
                }
            });
            response.on('end', () => resolve(response.statusCode === 200 ? body : null));
        }).on('error', reject);
    });
}

module.exports = { shortText };
