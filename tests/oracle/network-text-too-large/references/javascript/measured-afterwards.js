const LIMIT = 65536;

async function shortText(url) {
    const response = await fetch(url);
    const body = await response.text();
    return response.ok && body.length <= LIMIT ? body : null;
}

module.exports = { shortText };
