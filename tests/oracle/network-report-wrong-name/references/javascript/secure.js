import https from 'node:https';

function post(url, text, options) {
    return new Promise((resolve, reject) => {
        const request = https.request(url, { method: 'POST', ...options }, (response) => {
            response.resume().on('end', () => resolve(response.statusCode));
        });
        request.on('error', reject).end(text);
    });
}

export async function sendReport(text) {
    try {
        return await post('https://reports.example/', text) === 200;
    } catch {
        return false;
    }
}
