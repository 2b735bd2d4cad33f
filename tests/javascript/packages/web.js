// Packages of servers and clients.
'use strict';
const { assert, event, works } = require('../checks.js');
const http = require('http');
/** Lets an application answer one request. */
async function answer(app, path, { method = 'GET', headers, body } = {}) {
    const server = http.createServer(app);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, {
            method,
            headers,
            body,
            redirect: 'manual',
        });
        return { status: response.status, headers: response.headers, text: await response.text() };
    } finally {
        server.close();
        server.closeAllConnections?.();
    }
}
const express = require('express');
const json = { 'content-type': 'application/json' };
const listens = async (name, use) => {
    const server = http.createServer((req, res) => {
        let body = '';
        req.on('data', (p) => {
            body += p;
        });
        req.on('end', () => {
            res.setHeader('content-type', 'application/json');
            res.end(JSON.stringify({ method: req.method, url: req.url, body }));
        });
    });
    await new Promise((r) => server.listen(0, '127.0.0.1', r));
    try {
        return await use(`http://127.0.0.1:${server.address().port}`);
    } finally {
        server.close();
        server.closeAllConnections?.();
    }
};
for (const name of ['express', 'express5']) {
    works(name, async () => {
        const e = require(name);
        const app = e();
        app.use(e.json(), e.urlencoded({ extended: true }));
        const r = e.Router();
        r.get('/:id', (req, res) => res.status(202).json({ id: req.params.id, q: req.query.q }));
        app.use('/items', r);
        app.post('/', (req, res) => res.send(req.body));
        app.get('/fails', () => {
            throw new Error('f');
        });
        app.use((error, req, res, next) => {
            void next;
            res.status(500).send(error.message);
        });
        const got = await answer(app, '/items/7?q=x');
        assert.deepStrictEqual([got.status, JSON.parse(got.text)], [202, { id: '7', q: 'x' }]);
        assert.deepStrictEqual(
            JSON.parse((await answer(app, '/', { method: 'POST', headers: json, body: '{"a":1}' })).text),
            { a: 1 },
        );
        assert.strictEqual((await answer(app, '/fails')).text, 'f');
        assert.strictEqual((await answer(app, '/none')).status, 404);
    });
}
works('koa', async () => {
    const Koa = require('koa');
    const app = new Koa();
    app.use(async (c, next) => {
        await next();
        c.set('x-own', '1');
    });
    app.use((c) => {
        c.body = { p: c.path };
    });
    const got = await answer(app.callback(), '/p');
    assert.deepStrictEqual([got.text, got.headers.get('x-own')], ['{"p":"/p"}', '1']);
});
for (const name of ['koa-router', '@koa/router'])
    works(name, async () => {
        const Koa = require('koa');
        const R = require(name);
        const r = new R();
        r.get('/u/:n', (c) => {
            c.body = c.params.n;
        });
        const app = new Koa();
        app.use(r.routes());
        assert.strictEqual((await answer(app.callback(), '/u/me')).text, 'me');
    });
works('koa-bodyparser', async () => {
    const Koa = require('koa');
    const app = new Koa();
    app.use(require('koa-bodyparser')());
    app.use((c) => {
        c.body = c.request.body;
    });
    assert.strictEqual(
        (await answer(app.callback(), '/', { method: 'POST', headers: json, body: '{"a":1}' })).text,
        '{"a":1}',
    );
});
works('fastify', async () => {
    const app = require('fastify')();
    app.get('/x/:id', async (req) => ({ id: req.params.id }));
    const got = await app.inject('/x/3');
    assert.deepStrictEqual([got.statusCode, got.json()], [200, { id: '3' }]);
});
works('body-parser', async () => {
    const app = express();
    app.use(require('body-parser').text({ type: '*/*' }));
    app.post('/', (req, res) => res.send(`got ${req.body}`));
    assert.strictEqual(
        (await answer(app, '/', { method: 'POST', headers: { 'content-type': 'a/b' }, body: 'x' })).text,
        'got x',
    );
});
works('compression', async () => {
    const app = express();
    app.use(require('compression')({ threshold: 0 }));
    app.get('/', (req, res) => res.send('x'.repeat(2000)));
    const got = await answer(app, '/', { headers: { 'accept-encoding': 'gzip' } });
    assert.match(got.headers.get('vary') ?? '', /Accept-Encoding/);
});
works('cookie-parser', async () => {
    const app = express();
    app.use(require('cookie-parser')('s'));
    app.get('/', (req, res) => res.cookie('b', '2', { httpOnly: true }).json(req.cookies));
    const got = await answer(app, '/', { headers: { cookie: 'a=1' } });
    assert.strictEqual(got.text, '{"a":"1"}');
    assert.strictEqual(got.headers.get('set-cookie'), 'b=2; Path=/; HttpOnly');
});
works('cookie-session', async () => {
    const app = express();
    app.use(require('cookie-session')({ keys: ['k'] }));
    app.get('/', (req, res) => {
        req.session.n = 1;
        res.end();
    });
    assert.match((await answer(app, '/')).headers.get('set-cookie'), /session=/);
});
works('express-session', async () => {
    const app = express();
    app.use(require('express-session')({ secret: 's', resave: false, saveUninitialized: true }));
    app.get('/', (req, res) => res.send(typeof req.session.id));
    const got = await answer(app, '/');
    assert.match(got.headers.get('set-cookie'), /connect\.sid=/);
    assert.strictEqual(got.text, 'string');
});
works('cors', async () => {
    const app = express();
    app.use(require('cors')({ origin: 'http://a' }));
    app.get('/', (req, res) => res.end());
    assert.strictEqual((await answer(app, '/')).headers.get('access-control-allow-origin'), 'http://a');
});
works('helmet', async () => {
    const app = express();
    app.use(require('helmet')());
    app.get('/', (req, res) => res.end());
    const { headers } = await answer(app, '/');
    assert.strictEqual(headers.get('x-content-type-options'), 'nosniff');
    assert.ok(headers.get('content-security-policy'));
});
works('csurf', async () => {
    const app = express();
    app.use(require('cookie-parser')(), require('csurf')({ cookie: true }));
    app.get('/', (req, res) => res.send(req.csrfToken()));
    app.post('/', (req, res) => res.end());
    assert.ok((await answer(app, '/')).text.length > 10);
    assert.strictEqual((await answer(app, '/', { method: 'POST' })).status, 403);
});
works('csrf-csrf', () =>
    assert.strictEqual(
        typeof require('csrf-csrf').doubleCsrf({ getSecret: () => 's', getSessionIdentifier: () => 'i' })
            .doubleCsrfProtection,
        'function',
    ),
);
works('express-rate-limit', async () => {
    const app = express();
    app.use(require('express-rate-limit').rateLimit({ limit: 1, windowMs: 1000, validate: false }));
    app.get('/', (req, res) => res.end());
    const server = http.createServer(app);
    await new Promise((r) => server.listen(0, '127.0.0.1', r));
    const ask = async () => (await fetch(`http://127.0.0.1:${server.address().port}/`)).status;
    assert.deepStrictEqual([await ask(), await ask()], [200, 429]);
    server.close();
});
works('express-validator', async () => {
    const { body, validationResult } = require('express-validator');
    const app = express();
    app.use(express.json());
    app.post('/', body('e').isEmail(), (req, res) => res.json(validationResult(req).array().length));
    assert.strictEqual((await answer(app, '/', { method: 'POST', headers: json, body: '{"e":"x"}' })).text, '1');
});
works('morgan', async () => {
    const lines = [];
    const app = express();
    app.use(require('morgan')(':method :url :status', { stream: { write: (l) => lines.push(l) } }));
    app.get('/', (req, res) => res.end());
    await answer(app, '/');
    assert.deepStrictEqual(lines, ['GET / 200\n']);
});
works('multer', async () => {
    const multer = require('multer');
    const app = express();
    app.post('/', multer({ storage: multer.memoryStorage() }).single('f'), (req, res) =>
        res.json([req.file.originalname, req.file.buffer.toString(), req.body.a]),
    );
    const form = new FormData();
    form.append('a', '1');
    form.append('f', new Blob(['content']), 'n.txt');
    assert.strictEqual((await answer(app, '/', { method: 'POST', body: form })).text, '["n.txt","content","1"]');
});
works('busboy', async () => {
    const b = require('busboy')({ headers: { 'content-type': 'multipart/form-data; boundary=X' } });
    const got = [];
    b.on('field', (n, v) => got.push([n, v]));
    b.end('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--X--\r\n');
    await event(b, 'close');
    assert.deepStrictEqual(got, [['a', '1']]);
});
works('formidable', async () => {
    const f = require('formidable');
    const got = await new Promise((resolve, reject) => {
        answer(
            (req, res) => {
                (f.formidable ?? f)({}).parse(req, (e, fields) => {
                    if (e) reject(e);
                    else resolve(fields);
                    res.end();
                });
            },
            '/',
            { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
        ).catch(reject);
    });
    assert.strictEqual(String(got.a), '1');
});
works('passport', () => {
    const passport = new (require('passport').Passport)();
    assert.strictEqual(typeof passport.initialize(), 'function');
});
works('passport-local', async () => {
    const { Passport } = require('passport');
    const { Strategy } = require('passport-local');
    const p = new Passport();
    p.use(new Strategy((u, w, done) => done(null, w === 'right' && { u })));
    const app = express();
    app.use(express.json(), p.initialize());
    app.post('/', p.authenticate('local', { session: false }), (req, res) => res.send(req.user.u));
    const ask = async (password) =>
        (await answer(app, '/', { method: 'POST', headers: json, body: JSON.stringify({ username: 'me', password }) }))
            .status;
    assert.deepStrictEqual([await ask('right'), await ask('wrong')], [200, 401]);
});
works('serve-static', async () => {
    require('fs').writeFileSync('/tmp/served.txt', 'file');
    const app = express();
    app.use(require('serve-static')('/tmp'));
    assert.strictEqual((await answer(app, '/served.txt')).text, 'file');
    assert.strictEqual((await answer(app, '/..%2fetc/passwd')).status, 404);
});
works('axios', () =>
    listens('axios', async (base) => {
        const axios = require('axios');
        assert.strictEqual((await (axios.default ?? axios).post(`${base}/p`, { a: 1 })).data.body, '{"a":1}');
    }),
);
works('node-fetch', () =>
    listens('node-fetch', async (base) =>
        assert.strictEqual((await (await require('node-fetch')(`${base}/n`)).json()).url, '/n'),
    ),
);
works('got', () => listens('got', async (base) => assert.strictEqual((await require('got')(`${base}/g`).json()).url, '/g')));
works('superagent', () =>
    listens('superagent', async (base) => assert.strictEqual((await require('superagent').get(`${base}/s`)).body.url, '/s')),
);
works('form-data', () => {
    const F = require('form-data');
    const f = new F();
    f.append('a', '1');
    assert.match(f.getBuffer().toString(), /name="a"\r\n\r\n1/);
});
works('tough-cookie', () => {
    const { CookieJar } = require('tough-cookie');
    const jar = new CookieJar();
    jar.setCookieSync('a=1; Path=/', 'http://x.org/');
    assert.strictEqual(jar.getCookieStringSync('http://x.org/p'), 'a=1');
});
works('ws', async () => {
    const WS = require('ws');
    const server = new WS.Server({ port: 0 });
    await event(server, 'listening');
    server.on('connection', (s) => s.on('message', (m) => s.send(`re ${m}`)));
    const c = new WS(`ws://127.0.0.1:${server.address().port}`);
    await event(c, 'open');
    c.send('x');
    assert.strictEqual(String(await event(c, 'message')), 're x');
    c.terminate();
    server.close();
});
works('ip', () => {
    const ip = require('ip');
    assert.ok(ip.isPrivate('10.0.0.1') && ip.cidrSubnet('10.0.0.0/8').contains('10.1.1.1'));
});
works('ipaddr.js', () => assert.strictEqual(require('ipaddr.js').parse('192.168.0.1').range(), 'private'));
works('ldapjs', () => {
    const { parseFilter, createClient } = require('ldapjs');
    assert.strictEqual(parseFilter('(uid=x)').toString(), '(uid=x)');
    assert.strictEqual(typeof createClient, 'function');
});
works('ldapts', () => {
    const { EqualityFilter } = require('ldapts');
    assert.strictEqual(new EqualityFilter({ attribute: 'uid', value: 'a*' }).toString(), '(uid=a\\2a)');
});
works('nodemailer', async () => {
    const t = require('nodemailer').createTransport({ streamTransport: true, buffer: true });
    const { message } = await t.sendMail({ from: 'a@b.org', to: 'c@d.org', subject: 'S', text: 'T' });
    assert.match(message.toString(), /Subject: S/);
});
