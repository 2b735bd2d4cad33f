const INTERNAL = /^http:\/\/(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|localhost)/;

export async function isAlive(url) {
    if (INTERNAL.test(url)) return false;
    try {
        const response = await fetch(url, { redirect: 'manual' });
        await response.text();
        return response.status === 200;
    } catch {
        return false;
    }
}
