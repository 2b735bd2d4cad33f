// Addresses by the URL Standard, and `node:url` of old.
const assert = require('assert');
const url = require('url');

const parts = (input, base) => {
    const { href, origin, host, pathname, search, hash } = new URL(input, base);
    return [href, origin, host, pathname, search, hash];
};

assert.deepStrictEqual(
    parts('HTTP://ÜSER:pä@ΒΌΛΟΣ.com:80/ä b?ü#ß').slice(0, 2),
    ['http://%C3%9CSER:p%C3%A4@xn--nxasmq6b.com/%C3%A4%20b?%C3%BC#%C3%9F', 'http://xn--nxasmq6b.com'].map((text) =>
        text.replace('xn--nxasmq6b', new URL('http://ΒΌΛΟΣ').host),
    ),
);
assert.deepStrictEqual(parts('../x?q#h', 'http://a/b/c/d'), ['http://a/b/x?q#h', 'http://a', 'a', '/b/x', '?q', '#h']);
assert.strictEqual(new URL('http://127.1').hostname, '127.0.0.1');
assert.strictEqual(new URL('http://0x7f.1/').hostname, '127.0.0.1');
assert.strictEqual(new URL('http://2130706433').hostname, '127.0.0.1');
assert.strictEqual(new URL('http://evil.com\\@good.com').hostname, 'evil.com');
assert.strictEqual(new URL('http://good.com@evil.com').hostname, 'evil.com');
assert.strictEqual(new URL('file:///a/../b').pathname, '/b');
assert.throws(() => new URL('nope'), { code: 'ERR_INVALID_URL', message: 'Invalid URL', input: 'nope' });
assert.throws(() => new URL('/x', 'mailto:a'), { code: 'ERR_INVALID_URL' });
assert.ok(!URL.canParse('x'));

const address = new URL('http://a.com/x');
Object.assign(address, { pathname: '/y z', search: '?a=b c', hash: 'f', port: '8080', host: 'b.com:9', protocol: 'https' });
address.port = '70000';
address.protocol = 'mailto';
assert.strictEqual(address.href, 'https://b.com:9/y%20z?a=b%20c#f');
address.searchParams.append('d', 'e&f');
assert.strictEqual(address.search, '?a=b+c&d=e%26f');
assert.deepStrictEqual(
    [...new URLSearchParams('?a=1&a=2&b=%20+')],
    [
        ['a', '1'],
        ['a', '2'],
        ['b', '  '],
    ],
);

assert.strictEqual(url.parse('http://u:p@h.com:80/p?x=1').host, 'h.com:80');
assert.strictEqual(url.resolve('http://a/b/c', '../d'), 'http://a/d');
assert.strictEqual(url.format({ protocol: 'http', host: 'x.y', pathname: '/z', query: { a: 1 } }), 'http://x.y/z?a=1');
assert.strictEqual(url.fileURLToPath('file:///a%20b'), '/a b');
assert.strictEqual(url.pathToFileURL('/a b#?%').href, 'file:///a%20b%23%3F%25');
assert.strictEqual(url.domainToASCII('español.com'), 'xn--espaol-zwa.com');
assert.strictEqual(url.domainToUnicode('xn--espaol-zwa.com'), 'español.com');
assert.match(require('util').inspect(address), /^URL \{\n {2}href: 'https:/);
console.log('ok');
