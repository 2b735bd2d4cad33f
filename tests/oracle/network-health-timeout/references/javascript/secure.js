export async function isWell(host) {
    try {
        const response = await fetch(`http://${host}/health`, { signal: AbortSignal.timeout(5000) });
        return response.status === 200;
    } catch {
        return false;
    }
}
