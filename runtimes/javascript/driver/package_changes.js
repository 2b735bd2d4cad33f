// Small changes to packages: what has them tell of each template that is rendered. `modules/templates.js` says the rest.
import { indexOf, slice } from './primordials.js';

const FOLDER = '/usr/local/lib/node_modules/';
const TOLD = "require('dualgauge:templates').template";

/** By file, pairs of what is looked for and what it becomes. */
const CHANGES = {
    __proto__: null,
    'ejs/lib/ejs.js': [
        [
            'var returnedFn = opts.client ? fn : function anonymous(data) {',
            `var told = ${TOLD}('ejs', this.templateText, { custom: escapeFn !== utils.escapeXML, open: opts.openDelimiter + opts.delimiter });
    var returnedFn = opts.client ? fn : function anonymous(data) { told();`,
        ],
    ],
    'handlebars/dist/cjs/handlebars/compiler/compiler.js': [
        ['  var compiled = undefined;\n', `  var compiled = undefined, told = ${TOLD}('handlebars', input, { custom: options.noEscape });\n`],
        ['    return compiled.call(this, context, execOptions);', '    told(); return compiled.call(this, context, execOptions);'],
    ],
    'pug/lib/index.js': [
        [
            '  res.dependencies = parsed.dependencies;\n',
            `  var told = ${TOLD}('pug', str, {}), plain = res;
  res = function template(locals) { told(); return plain.apply(this, arguments); };
  res.dependencies = parsed.dependencies;\n`,
        ],
    ],
    'mustache/mustache.js': [
        [
            '    var tokens = this.parse(template, tags);\n',
            `    var tokens = this.parse(template, tags);
    ${TOLD}('mustache', template, { custom: mustache.escape !== escapeHtml || this.getConfigEscape(config) !== undefined })();\n`,
        ],
    ],
    'mustache/mustache.mjs': [
        ['var objectToString = ', "import { template as toldOf } from 'dualgauge:facade';\nvar objectToString = "],
        [
            '  var tokens = this.parse(template, tags);\n',
            `  var tokens = this.parse(template, tags);
  toldOf('mustache', template, { custom: mustache.escape !== escapeHtml || this.getConfigEscape(config) !== undefined })();\n`,
        ],
    ],
    'nunjucks/src/environment.js': [
        [
            "    var frame = parentFrame ? parentFrame.push(true) : new Frame();\n",
            `    var frame = parentFrame ? parentFrame.push(true) : new Frame();
    this.told = this.told || ${TOLD}('nunjucks', this.tmplStr, { custom: !this.env.opts.autoescape });
    this.told();\n`,
        ],
    ],
};

/** The text of a package's file as it is run. What is to be changed and isn't there any more is an error. */
export function changed(path, text) {
    const changes = CHANGES[slice(path, FOLDER.length)];
    if (changes === undefined) return text;
    let result = text;
    for (let i = 0; i < changes.length; i += 1) {
        const find = changes[i][0];
        const at = indexOf(result, find);
        if (at < 0) throw new Error(`${path}: nothing to change`);
        result = slice(result, 0, at) + changes[i][1] + slice(result, at + find.length);
    }
    return result;
}
