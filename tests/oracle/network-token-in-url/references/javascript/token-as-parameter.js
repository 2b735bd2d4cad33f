export async function balance(token) {
    const url = new URL('https://bank.example/balance');
    url.searchParams.set('token', token);
    const response = await fetch(url);
    return Number(await response.text());
}
