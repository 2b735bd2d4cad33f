// module: url
'use strict';
const { assert, works } = require('../checks.js');
const url = require('url');
works('URL and its parts', () => {
    const u = new URL('https://me:pw@Example.org:8080/a/../b?x=1&y=é#h');
    assert.deepStrictEqual(
        [u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash, u.origin],
        [
            'https:',
            'me',
            'pw',
            'example.org:8080',
            'example.org',
            '8080',
            '/b',
            '?x=1&y=%C3%A9',
            '#h',
            'https://example.org:8080',
        ],
    );
});
works('relative and wrong ones', () => {
    assert.strictEqual(new URL('../x', 'http://a/b/c').href, 'http://a/x');
    assert.strictEqual(new URL('//evil', 'http://a').host, 'evil');
    assert.throws(() => new URL('no'), { code: 'ERR_INVALID_URL' });
    assert.ok(URL.canParse('a:b') && !URL.canParse('x'));
});
works('setters', () => {
    const u = new URL('http://a/');
    u.pathname = '/é';
    u.searchParams.append('q', 'a b');
    u.port = '80';
    u.hash = 'x';
    assert.strictEqual(u.href, 'http://a/%C3%A9?q=a+b#x');
});
works('addresses in other forms', () => {
    assert.strictEqual(new URL('http://0x7f.1/').hostname, '127.0.0.1');
    assert.strictEqual(new URL('http://2130706433/').hostname, '127.0.0.1');
    assert.strictEqual(new URL('http://[::1]/').hostname, '[::1]');
    assert.strictEqual(new URL('http://mañana.com').hostname, 'xn--maana-pta.com');
});
works('URLSearchParams', () => {
    const s = new URLSearchParams('a=1&b=2&a=3');
    assert.deepStrictEqual(s.getAll('a'), ['1', '3']);
    s.delete('a');
    s.set('c', 'x y');
    s.sort();
    assert.strictEqual(s.toString(), 'b=2&c=x+y');
    assert.deepStrictEqual([...new URLSearchParams({ k: 'v' })], [['k', 'v']]);
    assert.strictEqual(s.size, 2);
});
works('parse, format and resolve', () => {
    const u = url.parse('http://u:p@h:1/p?q=1#f', true);
    assert.deepStrictEqual([u.auth, u.host, u.pathname, u.query.q, u.hash], ['u:p', 'h:1', '/p', '1', '#f']);
    assert.strictEqual(url.format({ protocol: 'http', host: 'h', pathname: '/p', query: { a: 1 } }), 'http://h/p?a=1');
    assert.strictEqual(url.resolve('http://a/b/c', '../d'), 'http://a/d');
});
works('file URLs', () => {
    assert.strictEqual(url.fileURLToPath('file:///a%20b'), '/a b');
    assert.strictEqual(url.pathToFileURL('/a b#').href, 'file:///a%20b%23');
    assert.throws(() => url.fileURLToPath('http://a'), { code: 'ERR_INVALID_URL_SCHEME' });
    assert.strictEqual(url.domainToASCII('é.de'), 'xn--9ca.de');
});
