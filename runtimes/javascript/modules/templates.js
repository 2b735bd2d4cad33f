// Tells the host of templates that are rendered.
//
// `escaping` says that whatever the template puts in is escaped: the engine's escaping is on and is its own, and no tag of the
// text puts something in as it is.
import { host } from 'dualgauge:host';

const MOST = 4096;
const { stringify } = JSON;

/** What puts something in as it is. A template that another one includes is one of its own. */
const UNESCAPED = {
    __proto__: null,
    ejs: (text, { open }) => text.split(`${open}-`).slice(1).some((rest) => !/^\s*include\b/.test(rest)),
    handlebars: (text) => /\{\{~?(?:\{|&)/.test(text),
    mustache: (text) => /\{\{(?:\{|\s*&)/.test(text),
    nunjucks: (text) => /\|\s*safe\b|\{%-?\s*autoescape\s+false/.test(text),
    pug: (text) => /!\{|^[ \t]*[\w.#:-]*(?:\([^\n]*\))?!=/m.test(text),
};

/** For a template: a function that tells of it when it is called for the first time. `custom`: its escaping is off or not its own. */
export function template(engine, given, options) {
    let isTold = false;
    return () => {
        if (isTold) return;
        isTold = true;
        const text = typeof given === 'string' ? given : '';
        const escaping = !options.custom && !UNESCAPED[engine](text, options);
        host.report(stringify({ kind: 'template', engine, escaping, text: text.slice(0, MOST) }));
    };
}
