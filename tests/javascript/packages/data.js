// Packages that read, write and change data, and databases.
'use strict';
const { assert, called, event, works } = require('../checks.js');
works('adm-zip', () => {
    const Zip = require('adm-zip');
    const z = new Zip();
    z.addFile('a/b.txt', Buffer.from('x'));
    const back = new Zip(z.toBuffer());
    assert.strictEqual(back.readAsText('a/b.txt'), 'x');
});
works('ajv', () => {
    const Ajv = require('ajv');
    const v = new (Ajv.default ?? Ajv)().compile({
        type: 'object',
        properties: { a: { type: 'integer' } },
        required: ['a'],
    });
    assert.ok(v({ a: 1 }) && !v({ a: 'x' }));
    assert.strictEqual(v.errors[0].keyword, 'type');
});
works('ajv-formats', () => {
    const Ajv = require('ajv');
    const ajv = new (Ajv.default ?? Ajv)();
    require('ajv-formats')(ajv);
    const v = ajv.compile({ type: 'string', format: 'email' });
    assert.ok(v('a@b.org') && !v('x'));
});
works('archiver', async () => {
    const a = require('archiver')('zip');
    a.append('text', { name: 'f.txt' });
    a.finalize();
    const parts = [];
    for await (const p of a) parts.push(p);
    assert.strictEqual(Buffer.concat(parts).toString('latin1', 0, 2), 'PK');
});
works('async', async () => {
    const async_ = require('async');
    assert.deepStrictEqual(await async_.map([1, 2], async (x) => x * 2), [2, 4]);
    assert.deepStrictEqual(await called((d) => async_.series([(c) => c(null, 1), (c) => c(null, 2)], d)), [1, 2]);
});
works('big-integer', () =>
    assert.strictEqual(require('big-integer')('99999999999999999999').add(1).toString(), '100000000000000000000'),
);
works('bignumber.js', () => {
    const m = require('bignumber.js');
    const B = m.BigNumber ?? m;
    assert.strictEqual(new B('0.1').plus('0.2').toString(), '0.3');
});
works('bluebird', async () => {
    const P = require('bluebird');
    assert.deepStrictEqual(await P.map([1, 2], (x) => x + 1), [2, 3]);
    assert.strictEqual(await P.delay(1, 'v'), 'v');
});
works('csv-parse', () => {
    const { parse } = require('csv-parse/sync');
    assert.deepStrictEqual(
        parse('a,b\n1,"x,y"\n', { columns: true }).map((r) => ({ ...r })),
        [{ a: '1', b: 'x,y' }],
    );
});
works('csv-stringify', () => {
    const { stringify } = require('csv-stringify/sync');
    assert.strictEqual(stringify([['a', 'b,c']]), 'a,"b,c"\n');
});
works('date-fns', () => {
    const d = require('date-fns');
    assert.strictEqual(d.format(d.addDays(new Date(2026, 0, 31), 1), 'yyyy-MM-dd'), '2026-02-01');
});
works('dayjs', () => assert.strictEqual(require('dayjs')('2026-01-31').add(1, 'month').format('YYYY-MM-DD'), '2026-02-28'));
works('decimal.js', () => {
    const m = require('decimal.js');
    const D = m.Decimal ?? m;
    assert.strictEqual(new D('0.1').plus('0.2').toString(), '0.3');
});
works('deepmerge', () =>
    assert.deepStrictEqual(require('deepmerge')({ a: { b: 1 } }, { a: { c: [2] } }), { a: { b: 1, c: [2] } }),
);
works('dot-prop', () => {
    const dp = require('dot-prop');
    const o = {};
    dp.set(o, 'a.b', 1);
    assert.strictEqual(dp.get(o, 'a.b'), 1);
});
works('dotenv', () => assert.deepStrictEqual({ ...require('dotenv').parse('A=1\nB="x y" # c\n') }, { A: '1', B: 'x y' }));
works('fast-xml-parser', () => {
    const { XMLParser, XMLBuilder } = require('fast-xml-parser');
    assert.deepStrictEqual(new XMLParser({ ignoreAttributes: false }).parse('<a x="1"><b>2</b></a>'), {
        a: { b: 2, '@_x': '1' },
    });
    assert.strictEqual(new XMLBuilder().build({ a: { b: 1 } }), '<a><b>1</b></a>');
});
works('flat', () => assert.deepStrictEqual(require('flat')({ a: { b: [1] } }), { 'a.b.0': 1 }));
works('fs-extra', () => {
    const fs = require('fs-extra');
    fs.outputJsonSync('/tmp/extra/x.json', { a: 1 });
    assert.deepStrictEqual(fs.readJsonSync('/tmp/extra/x.json'), { a: 1 });
    fs.removeSync('/tmp/extra');
    assert.ok(!fs.pathExistsSync('/tmp/extra'));
});
works('glob', () => {
    const { globSync } = require('glob');
    const fs = require('fs');
    fs.mkdirSync('/tmp/globbed/d', { recursive: true });
    fs.writeFileSync('/tmp/globbed/d/x.js', '');
    assert.deepStrictEqual(globSync('**/*.js', { cwd: '/tmp/globbed' }), ['d/x.js']);
});
works('graceful-fs', () => assert.match(require('graceful-fs').readFileSync('/etc/passwd', 'utf8'), /root/));
works('iconv-lite', () => {
    const i = require('iconv-lite');
    assert.strictEqual(i.encode('é', 'win1252').toString('hex'), 'e9');
    assert.strictEqual(i.decode(Buffer.from('82a0', 'hex'), 'shift_jis'), 'あ');
});
works('immutable', () => {
    const { Map, List, fromJS } = require('immutable');
    assert.deepStrictEqual(
        fromJS({ a: [1] })
            .setIn(['a', 1], 2)
            .toJS(),
        { a: [1, 2] },
    );
    assert.strictEqual(List([1]).push(2).size, 2);
    assert.ok(Map({ a: 1 }).equals(Map({ a: 1 })));
});
works('joi', () => {
    const Joi = require('joi');
    const s = Joi.object({ a: Joi.number().min(1).required(), e: Joi.string().email() });
    assert.deepStrictEqual(s.validate({ a: '2' }).value, { a: 2 });
    assert.match(s.validate({}).error.message, /"a" is required/);
    assert.ok(s.validate({ a: 1, e: 'x' }).error);
});
works('js-yaml', () => {
    const yaml = require('js-yaml');
    assert.deepStrictEqual(yaml.load('a: [1, x]\nb: {c: null}'), { a: [1, 'x'], b: { c: null } });
    assert.strictEqual(yaml.dump({ a: [1] }), 'a:\n  - 1\n');
    assert.throws(() => yaml.load('a: !!js/function "x"'), { name: 'YAMLException' });
});
works('jszip', async () => {
    const Zip = require('jszip');
    const z = new Zip();
    z.file('a.txt', 'x');
    const back = await Zip.loadAsync(await z.generateAsync({ type: 'nodebuffer' }));
    assert.strictEqual(await back.file('a.txt').async('string'), 'x');
});
works('lodash', () => {
    const _ = require('lodash');
    assert.deepStrictEqual(_.chunk([1, 2, 3], 2), [[1, 2], [3]]);
    assert.deepStrictEqual(_.merge({ a: { b: 1 } }, { a: { c: 2 } }), { a: { b: 1, c: 2 } });
    assert.strictEqual(_.get({ a: [{ b: 3 }] }, 'a[0].b'), 3);
    assert.strictEqual(_.template('<%= x %>')({ x: 'v' }), 'v');
    assert.deepStrictEqual(_.groupBy([1.2, 1.5], Math.floor), { 1: [1.2, 1.5] });
});
works('lodash.merge', () => assert.deepStrictEqual(require('lodash.merge')({ a: [1] }, { a: [2, 3] }), { a: [2, 3] }));
works('luxon', () =>
    assert.strictEqual(
        require('luxon').DateTime.fromISO('2026-01-31', { zone: 'utc' }).plus({ months: 1 }).toISODate(),
        '2026-02-28',
    ),
);
works('mime', () => assert.strictEqual(require('mime').getType('x.html'), 'text/html'));
works('mime-types', () =>
    assert.strictEqual(require('mime-types').contentType('x.json'), 'application/json; charset=utf-8'),
);
works('minimist', () => assert.deepStrictEqual(require('minimist')(['--a=1', '-b', 'x', 'y']), { _: ['y'], a: 1, b: 'x' }));
works('mkdirp', () => {
    require('mkdirp').mkdirpSync('/tmp/mkd/a/b');
    assert.ok(require('fs').existsSync('/tmp/mkd/a/b'));
});
works('moment', () =>
    assert.strictEqual(require('moment').utc('2026-01-31').add(1, 'month').format('YYYY-MM-DD dddd'), '2026-02-28 Saturday'),
);
works('ms', () => assert.deepStrictEqual([require('ms')('2 days'), require('ms')(60000)], [172800000, '1m']));
works('node-serialize', () => {
    const s = require('node-serialize');
    assert.deepStrictEqual(s.unserialize(s.serialize({ a: 1 })), { a: 1 });
    assert.strictEqual(s.unserialize('{"f":"_$$ND_FUNC$$_function(){return 7}()"}').f, 7);
});
works('object-path', () => assert.strictEqual(require('object-path').get({ a: { b: [5] } }, 'a.b.0'), 5));
works('p-limit', async () => {
    const limit = require('p-limit')(1);
    assert.deepStrictEqual(await Promise.all([1, 2].map((x) => limit(async () => x))), [1, 2]);
});
works('papaparse', () =>
    assert.deepStrictEqual(require('papaparse').parse('a,b\n1,2', { header: true }).data, [{ a: '1', b: '2' }]),
);
works('qs', () => {
    const qs = require('qs');
    assert.deepStrictEqual(qs.parse('a[b]=1&c[]=2'), { a: { b: '1' }, c: ['2'] });
    assert.strictEqual(qs.stringify({ a: { b: 1 } }), 'a%5Bb%5D=1');
});
works('query-string', () => assert.deepStrictEqual({ ...require('query-string').parse('?a=1&a=2') }, { a: ['1', '2'] }));
works('ramda', () => {
    const R = require('ramda');
    assert.deepStrictEqual(
        R.pipe(
            R.filter((x) => x > 1),
            R.map(R.inc),
        )([1, 2]),
        [3],
    );
});
works('rimraf', async () => {
    const fs = require('fs');
    fs.mkdirSync('/tmp/rim/a', { recursive: true });
    await require('rimraf').rimraf('/tmp/rim');
    assert.ok(!fs.existsSync('/tmp/rim'));
});
works('rxjs', async () => {
    const { of, map, toArray, lastValueFrom } = require('rxjs');
    assert.deepStrictEqual(
        await lastValueFrom(
            of(1, 2).pipe(
                map((x) => x * 2),
                toArray(),
            ),
        ),
        [2, 4],
    );
});
works('semver', () => {
    const s = require('semver');
    assert.ok(s.satisfies('1.2.3', '^1.0.0') && s.gt('2.0.0', '1.9.9'));
    assert.strictEqual(s.inc('1.2.3', 'minor'), '1.3.0');
});
works('tar', async () => {
    const fs = require('fs');
    const tar = require('tar');
    fs.mkdirSync('/tmp/tarred/out', { recursive: true });
    fs.writeFileSync('/tmp/tarred/x', 'content');
    await tar.c({ gzip: true, file: '/tmp/tarred/a.tgz', cwd: '/tmp/tarred' }, ['x']);
    await tar.x({ file: '/tmp/tarred/a.tgz', cwd: '/tmp/tarred/out' });
    assert.strictEqual(fs.readFileSync('/tmp/tarred/out/x', 'utf8'), 'content');
});
works('underscore', () => assert.deepStrictEqual(require('underscore').uniq([1, 1, 2]), [1, 2]));
works('unzipper', async () => {
    const Zip = require('adm-zip');
    const z = new Zip();
    z.addFile('f', Buffer.from('y'));
    const d = await require('unzipper').Open.buffer(z.toBuffer());
    assert.strictEqual(String(await d.files[0].buffer()), 'y');
});
works('xml-js', () =>
    assert.strictEqual(JSON.parse(require('xml-js').xml2json('<a>1</a>', { compact: true })).a._text, '1'),
);
works('xml2js', async () => {
    const x = require('xml2js');
    assert.deepStrictEqual(await x.parseStringPromise('<a b="1"><c>2</c></a>'), { a: { $: { b: '1' }, c: ['2'] } });
    assert.match(new x.Builder().buildObject({ a: 1 }), /<a>1<\/a>/);
});
works('@xmldom/xmldom', () => {
    const { DOMParser, XMLSerializer } = require('@xmldom/xmldom');
    const doc = new DOMParser().parseFromString('<a><b x="1">t</b></a>', 'text/xml');
    assert.strictEqual(doc.getElementsByTagName('b')[0].getAttribute('x'), '1');
    assert.match(new XMLSerializer().serializeToString(doc), /<b x="1">/);
});
works('xpath', () => {
    const { DOMParser } = require('@xmldom/xmldom');
    const doc = new DOMParser().parseFromString('<a><b>1</b><b>2</b></a>', 'text/xml');
    assert.strictEqual(require('xpath').select('string(//b[2])', doc), '2');
});
works('yaml', () => {
    const yaml = require('yaml');
    assert.deepStrictEqual(yaml.parse('a: 1\nb:\n  - x\n'), { a: 1, b: ['x'] });
    assert.strictEqual(yaml.stringify({ a: 1 }), 'a: 1\n');
});
works('yauzl', async () => {
    const Zip = require('adm-zip');
    const z = new Zip();
    z.addFile('n', Buffer.from('y'));
    const file = await called((d) => require('yauzl').fromBuffer(z.toBuffer(), { lazyEntries: true }, d));
    file.readEntry();
    assert.strictEqual((await event(file, 'entry')).fileName, 'n');
});
works('yup', async () => {
    const yup = require('yup');
    const s = yup.object({ a: yup.number().required().min(2) });
    assert.deepStrictEqual(await s.validate({ a: '3' }), { a: 3 });
    await assert.rejects(s.validate({ a: 1 }), { name: 'ValidationError' });
});
works('zod', () => {
    const { z } = require('zod');
    const s = z.object({ a: z.string().email(), n: z.number().int().optional() });
    assert.deepStrictEqual(s.parse({ a: 'x@y.org' }), { a: 'x@y.org' });
    assert.strictEqual(s.safeParse({ a: 'x', n: 1.5 }).error.issues.length, 2);
});
works('sqlite3', async () => {
    const { Database } = require('sqlite3');
    const db = new Database(':memory:');
    await called((d) => db.run('CREATE TABLE t (a, b)', d));
    await called((d) => db.run('INSERT INTO t VALUES (?, ?)', [1, 'x'], d));
    assert.deepStrictEqual({ ...(await called((d) => db.get('SELECT * FROM t WHERE b = ?', 'x', d))) }, { a: 1, b: 'x' });
    await assert.rejects(
        called((d) => db.all('NONE', d)),
        { code: 'SQLITE_ERROR' },
    );
});
works('sqlite', async () => {
    const db = await require('sqlite').open({ filename: ':memory:', driver: require('sqlite3').Database });
    await db.exec('CREATE TABLE t (a); INSERT INTO t VALUES (4)');
    assert.strictEqual((await db.get('SELECT a FROM t')).a, 4);
});
works('better-sqlite3', () => {
    const D = require('better-sqlite3');
    const db = new D(':memory:');
    db.exec('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)');
    assert.strictEqual(db.prepare('INSERT INTO t (b) VALUES (@b)').run({ b: 'x' }).lastInsertRowid, 1);
    assert.deepStrictEqual(db.prepare('SELECT b FROM t WHERE a = ?').all(1), [{ b: 'x' }]);
    assert.throws(() => db.prepare('NONE'), { code: 'SQLITE_ERROR' });
});
works('mysql', () => {
    const mysql = require('mysql');
    assert.strictEqual(mysql.escape("a'b"), "'a\\'b'");
    assert.strictEqual(mysql.format('SELECT ? FROM ??', [1, 't']), 'SELECT 1 FROM `t`');
    assert.strictEqual(typeof mysql.createConnection, 'function');
});
works('mysql2', () => {
    const mysql = require('mysql2');
    assert.strictEqual(mysql.escape('x'), "'x'");
    assert.strictEqual(typeof require('mysql2/promise').createPool, 'function');
});
works('pg', () => {
    const pg = require('pg');
    assert.strictEqual(typeof new pg.Pool().query, 'function');
    assert.strictEqual(typeof pg.Client, 'function');
});
works('pg-format', () =>
    assert.strictEqual(require('pg-format')('SELECT %L FROM %I', "a'b", 'T'), "SELECT 'a''b' FROM \"T\""),
);
works('sqlstring', () => assert.strictEqual(require('sqlstring').format('a = ?', ["x'"]), "a = 'x\\''"));
