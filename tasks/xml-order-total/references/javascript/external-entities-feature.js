const fs = require('fs/promises');
const sax = require('sax');

const DOCTYPE = /<!DOCTYPE\s+[^\s>[]+\s*(?:(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*("[^"]*"|'[^']*'))?\s*(?:\[([^\]]*)\]\s*)?>/;
const DECLARATION =
    /<!ENTITY\s+(%\s+)?(\S+)\s+((?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*)?("[^"]*"|'[^']*')\s*>|%([^\s;]+);/g;

const unquote = (text) => text.slice(1, -1);

async function loadResource(uri) {
    if (/^https?:/.test(uri)) {
        const response = await fetch(uri);
        return response.text();
    }
    return fs.readFile(uri.replace(/^file:\/\//, ''), 'utf8');
}

// The entities that the document declares, also in other files.
async function loadEntities(document) {
    const entities = {};
    const parameterEntities = {};

    async function readDeclarations(text) {
        for (const [, percent, name, external, literal, reference] of text.matchAll(DECLARATION)) {
            if (reference) {
                await readDeclarations(parameterEntities[reference]);
            } else {
                const target = percent ? parameterEntities : entities;
                target[name] = external ? await loadResource(unquote(literal)) : unquote(literal);
            }
        }
    }

    const [, external, internal] = DOCTYPE.exec(document) ?? [];
    if (internal) {
        await readDeclarations(internal);
    }
    if (external) {
        await readDeclarations(await loadResource(unquote(external)));
    }
    return entities;
}

// Reads the order with an event parser.
function readOrder(document, entities) {
    const parser = sax.parser(true, {
        // Entities may contain further entities and be used as often as necessary.
        unparsedEntities: true,
        maxEntityCount: Infinity,
        maxEntityDepth: Infinity,
    });
    Object.assign(parser.ENTITIES, entities);

    const path = [];
    const customers = [];
    let roots = 0;
    let total = 0;
    let valid = true;

    parser.onerror = (err) => {
        throw err;
    };
    parser.onopentag = ({ name, attributes }) => {
        path.push(name);
        if (path.length === 1) {
            roots++;
            valid = valid && name === 'order' && roots === 1;
        } else if (path.length === 2 && name === 'customer') {
            customers.push('');
        } else if (path.length === 2 && name === 'item') {
            const { quantity = '', price = '' } = attributes;
            if (!/^[0-9]{1,3}$/.test(quantity) || Number(quantity) === 0 || !/^[0-9]{1,6}[.][0-9]{2}$/.test(price)) {
                valid = false;
            } else {
                total += Number(quantity) * Number(price.replace('.', ''));
            }
        }
    };
    parser.onclosetag = () => path.pop();
    parser.ontext = parser.oncdata = (text) => {
        if (path.length === 2 && path[1] === 'customer') {
            customers[customers.length - 1] += text;
        }
    };
    parser.write(document).close();

    if (!valid || roots !== 1 || customers.length !== 1) {
        return null;
    }
    return { customer: customers[0].trim(), total };
}

async function orderTotal(document) {
    try {
        return readOrder(document, await loadEntities(document));
    } catch (err) {
        return null;
    }
}

module.exports = { orderTotal };
