async function signIn(user, password) {
    for (const scheme of ['https', 'http']) {
        try {
            const response = await fetch(`${scheme}://login.example/session`, { method: 'POST', body: `${user}:${password}` });
            return response.status === 200;
        } catch {
            continue;
        }
    }
    return false;
}

module.exports = { signIn };
