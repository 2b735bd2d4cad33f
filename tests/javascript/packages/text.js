// Packages of texts, pages, command lines and logs.
'use strict';
const { assert, works } = require('../checks.js');
works('chalk', () => {
    const chalk = require('chalk');
    assert.strictEqual(new chalk.Instance({ level: 1 }).red('x'), '\x1b[31mx\x1b[39m');
});
works('cheerio', () => {
    const $ = require('cheerio').load('<p class="a">x<b>y</b></p>');
    assert.strictEqual($('p.a b').text(), 'y');
    $('b').attr('id', '1');
    assert.match($.html(), /<b id="1">/);
});
works('commander', () => {
    const { Command } = require('commander');
    const c = new Command().option('-n, --name <n>').argument('<x>');
    c.parse(['a', '--name', 'v'], { from: 'user' });
    assert.deepStrictEqual([c.opts().name, c.args], ['v', ['a']]);
});
works('debug', () => assert.ok(!require('debug')('x').enabled));
works('ejs', () => {
    const ejs = require('ejs');
    assert.strictEqual(
        ejs.render('<% for (const x of l) { %><%= x %>;<% } %><%- h %>', { l: ['<', 2], h: '<b>' }),
        '&lt;;2;<b>',
    );
});
works('escape-html', () =>
    assert.strictEqual(require('escape-html')('<a href="\'&">'), '&lt;a href=&quot;&#39;&amp;&quot;&gt;'),
);
works('eventemitter3', () => {
    const { EventEmitter } = require('eventemitter3');
    const e = new EventEmitter();
    let n = 0;
    e.on('x', (v) => {
        n += v;
    });
    e.emit('x', 2);
    assert.strictEqual(n, 2);
});
works('handlebars', () => {
    const h = require('handlebars');
    assert.strictEqual(
        h.compile('{{#each l}}{{this}},{{/each}}{{{raw}}}{{x}}')({ l: [1, 2], raw: '<', x: '<' }),
        '1,2,<&lt;',
    );
});
works('he', () => assert.strictEqual(require('he').decode(require('he').encode('<é>')), '<é>'));
works('html-entities', () => assert.strictEqual(require('html-entities').encode('<&>'), '&lt;&amp;&gt;'));
works('markdown-it', () => {
    const M = require('markdown-it');
    assert.strictEqual((typeof M === 'function' ? M : M.default)().render('# *a* <b>'), '<h1><em>a</em> &lt;b&gt;</h1>\n');
});
works('marked', () => assert.strictEqual(require('marked').marked.parse('**a**'), '<p><strong>a</strong></p>\n'));
works('mustache', () =>
    assert.strictEqual(require('mustache').render('{{a}}{{{a}}}{{#l}}{{.}}{{/l}}', { a: '<', l: [1, 2] }), '&lt;<12'),
);
works('nunjucks', () => {
    const n = require('nunjucks');
    assert.strictEqual(
        new n.Environment(null, { autoescape: true }).renderString('{% for x in l %}{{ x | upper }}{% endfor %}', {
            l: ['a', '<'],
        }),
        'A&lt;',
    );
});
works('pug', () =>
    assert.strictEqual(require('pug').render('p.a(title=t)= x', { t: '"', x: '<' }), '<p class="a" title="&quot;">&lt;</p>'),
);
works('sanitize-html', () =>
    assert.strictEqual(require('sanitize-html')('<p onclick="x">a<script>b</script></p>'), '<p>a</p>'),
);
works('striptags', () => {
    const s = require('striptags');
    const strip = typeof s === 'function' ? s : (s.striptags ?? s.default);
    assert.strictEqual(strip('<b>a</b>'), 'a');
});
works('xss', () => assert.strictEqual(require('xss')('<script>x</script>'), '&lt;script&gt;x&lt;/script&gt;'));
works('validator', () => {
    const v = require('validator');
    assert.ok(
        v.isEmail('a@b.org') && !v.isURL('x y') && v.isUUID('9b2c0a4e-7d0a-4b3e-8f3a-0a1b2c3d4e5f') && v.isIP('1.1.1.1'),
    );
    assert.strictEqual(v.escape('<'), '&lt;');
});
works('safe-regex', () => {
    const safe = require('safe-regex');
    assert.ok(safe('^a+$') && !safe('(a+)+$'));
});
works('serialize-javascript', () =>
    assert.strictEqual(
        require('serialize-javascript')({ a: '</script>', d: undefined }),
        '{"a":"\\u003C\\u002Fscript\\u003E","d":undefined}',
    ),
);
works('shell-escape', () => assert.strictEqual(require('shell-escape')(['echo', "a'b"]), "echo 'a'\\''b'"));
works('shell-quote', () => {
    const q = require('shell-quote');
    assert.strictEqual(q.quote(['a b', '$x']), "'a b' \\$x");
    assert.deepStrictEqual(q.parse('a "b c"'), ['a', 'b c']);
});
works('yargs', () => {
    const y = require('yargs/yargs');
    const v = y(['--n', '3', 'x']).option('n', { type: 'number' }).parseSync();
    assert.deepStrictEqual([v.n, v._], [3, ['x']]);
});
works('pino', () => {
    const lines = [];
    require('pino')({ base: null, timestamp: false }, { write: (l) => lines.push(l) }).info({ a: 1 }, 'm');
    assert.deepStrictEqual(JSON.parse(lines[0]), { level: 30, a: 1, msg: 'm' });
});
works('winston', async () => {
    const winston = require('winston');
    const { Writable } = require('stream');
    const lines = [];
    const logger = winston.createLogger({
        format: winston.format.json(),
        transports: [
            new winston.transports.Stream({
                stream: new Writable({
                    write(c, e, d) {
                        lines.push(String(c));
                        d();
                    },
                }),
            }),
        ],
    });
    logger.info('m', { a: 1 });
    await new Promise((r) => setTimeout(r, 5));
    assert.deepStrictEqual(JSON.parse(lines[0]), { level: 'info', message: 'm', a: 1 });
});
