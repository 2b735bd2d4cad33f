// Templates of all engines, with escapes and without.
'use strict';
const assert = require('node:assert');
const ejs = require('ejs');
const Handlebars = require('handlebars');
const mustache = require('mustache');
const nunjucks = require('nunjucks');
const pug = require('pug');

const view = { name: '<i>' };

(async () => {
    assert.strictEqual(ejs.render('<%= name %>', view), '&lt;i&gt;');
    assert.strictEqual(ejs.render('<%- name %>', view), '<i>');
    assert.strictEqual(await ejs.renderFile('/app/page.ejs', view), '<p>&lt;i&gt;</p><b><i></b>');
    const often = Handlebars.compile('{{name}}');
    assert.deepStrictEqual([often(view), often(view)], ['&lt;i&gt;', '&lt;i&gt;']);
    assert.strictEqual(Handlebars.compile('{{{name}}}')(view), '<i>');
    assert.strictEqual(Handlebars.compile('{{name}}!', { noEscape: true })(view), '<i>!');
    assert.strictEqual(mustache.render('{{name}}', view), '&lt;i&gt;');
    assert.strictEqual(mustache.render('{{& name}}', view), '<i>');
    const { default: esMustache } = await import('mustache');
    assert.strictEqual(esMustache.render('{{name}}?', view), '&lt;i&gt;?');
    assert.strictEqual(nunjucks.renderString('{{ name }}', view), '&lt;i&gt;');
    assert.strictEqual(nunjucks.renderString('{{ name | safe }}', view), '<i>');
    assert.strictEqual(new nunjucks.Environment(null, { autoescape: false }).renderString('{{ name }}.', view), '<i>.');
    assert.strictEqual(pug.render('p= name', view), '<p>&lt;i&gt;</p>');
    assert.strictEqual(pug.render('p!= name', view), '<p><i></p>');
    assert.strictEqual(pug.compile('p #{name}')(view), '<p>&lt;i&gt;</p>');
    console.log('ok');
})();
