export async function balance(token) {
    const response = await fetch('https://bank.example/balance', { headers: { Authorization: `Bearer ${token}` } });
    return Number(await response.text());
}
