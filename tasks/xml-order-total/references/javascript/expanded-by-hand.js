const { DOMParser } = require('@xmldom/xmldom');

const ENTITY = /<!ENTITY\s+(\w+)\s+["']([^"']*)["']\s*>/g;
const DOCTYPE = /<!DOCTYPE[^[>]*(\[[\s\S]*?\]\s*)?>/;

// Replaces the document's own entities. The parser gets no document type, so it can't load anything.
function expand(document) {
    const entities = Array.from(document.matchAll(ENTITY));
    let text = document.replace(DOCTYPE, '');
    let found = true;
    while (found) {
        found = false;
        for (const [, name, value] of entities) {
            if (text.includes(`&${name};`)) {
                text = text.split(`&${name};`).join(value);
                found = true;
            }
        }
    }
    return text;
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
        const root = parser.parseFromString(expand(document), 'text/xml').documentElement;
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
