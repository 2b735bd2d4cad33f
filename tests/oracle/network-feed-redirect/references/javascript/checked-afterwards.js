async function feed(path) {
    const response = await fetch(`http://feeds.example${path}`);
    const body = await response.text();
    return response.ok && response.url.startsWith('http://feeds.example/') ? body : null;
}

module.exports = { feed };
