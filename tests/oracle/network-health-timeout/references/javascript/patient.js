export async function isWell(host) {
    try {
        const response = await fetch(`http://${host}/health`);
        return response.status === 200;
    } catch {
        return false;
    }
}
