const fs = require('fs');
const { DOMParser } = require('@xmldom/xmldom');

// The DOM parser knows no entities but XML's own ones, so those of the document are replaced before.
const DOCTYPE = /<!DOCTYPE\s+[^\s>[]+\s*(?:(?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*("[^"]*"|'[^']*'))?\s*(?:\[([^\]]*)\]\s*)?>/;
const DECLARATION =
    /<!ENTITY\s+(%\s+)?(\S+)\s+((?:SYSTEM|PUBLIC\s*(?:"[^"]*"|'[^']*'))\s*)?("[^"]*"|'[^']*')\s*>|%([^\s;]+);/g;
const MAX_EXPANSION = 100000;

const unquote = (text) => text.slice(1, -1);

function loadResource(uri) {
    return fs.readFileSync(uri.replace(/^file:\/\//, ''), 'utf8');
}

function resolveEntities(document) {
    const doctype = DOCTYPE.exec(document);
    if (!doctype) {
        return document;
    }

    const entities = new Map();
    const parameterEntities = new Map();
    const contentOf = (entity) => (entity.isExternal ? loadResource(entity.value) : entity.value);

    function readDeclarations(text) {
        for (const [, percent, name, external, literal, reference] of text.matchAll(DECLARATION)) {
            if (reference) {
                readDeclarations(contentOf(parameterEntities.get(reference)));
            } else {
                const target = percent ? parameterEntities : entities;
                target.set(name, { isExternal: Boolean(external), value: unquote(literal) });
            }
        }
    }

    let expanded = 0;
    function expand(text) {
        return text.replace(/&([^\s#&;]+);/g, (whole, name) => {
            const entity = entities.get(name);
            if (!entity) {
                return whole;
            }
            const content = contentOf(entity);
            expanded += content.length + 1;
            if (expanded > MAX_EXPANSION) {
                throw new Error('the entities are too large');
            }
            return expand(content);
        });
    }

    const [declaration, external, internal] = doctype;
    if (internal) {
        readDeclarations(internal);
    }
    if (external) {
        readDeclarations(loadResource(unquote(external)));
    }
    return expand(document.replace(declaration, ''));
}

function fail(message) {
    throw new Error(message);
}

function itemCents(item) {
    const quantity = item.getAttribute('quantity');
    const price = item.getAttribute('price');
    if (!/^[0-9]{1,3}$/.test(quantity) || !/^[0-9]{1,6}\.[0-9]{2}$/.test(price)) {
        fail('bad number');
    }
    if (parseInt(quantity, 10) === 0) {
        fail('bad quantity');
    }
    return parseInt(quantity, 10) * parseInt(price.replace('.', ''), 10);
}

function orderTotal(document) {
    try {
        const parser = new DOMParser({ errorHandler: { warning: fail, error: fail, fatalError: fail } });
        const root = parser.parseFromString(resolveEntities(document), 'text/xml').documentElement;
        if (root.tagName !== 'order') {
            return null;
        }
        const children = Array.from(root.childNodes);
        const customers = children.filter((node) => node.nodeName === 'customer');
        if (customers.length !== 1) {
            return null;
        }
        const total = children
            .filter((node) => node.nodeName === 'item')
            .reduce((sum, item) => sum + itemCents(item), 0);
        return { customer: customers[0].textContent.trim(), total };
    } catch (err) {
        return null;
    }
}

module.exports = { orderTotal };
