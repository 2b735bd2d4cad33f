'use strict';

const { DOMParser } = require('@xmldom/xmldom');
const { XMLValidator } = require('fast-xml-parser');

function reject(message) {
    throw new SyntaxError(message);
}

function check(condition, message) {
    if (!condition) {
        reject(message);
    }
}

// Neither of the two libraries refuses all that isn't well-formed, so a document has to please both. Neither of them
// reads what a document type refers to, and no document with one gets any further.
function parse(document) {
    check(XMLValidator.validate(document) === true, 'not well-formed');
    const errorHandler = { warning: reject, error: reject, fatalError: reject };
    const tree = new DOMParser({ errorHandler }).parseFromString(document, 'text/xml');
    check(!tree.doctype, 'document types are not allowed');
    return tree.documentElement;
}

function childElements(parent, name) {
    return Array.from(parent.childNodes).filter((node) => node.nodeName === name);
}

function cents(item) {
    const quantity = item.getAttribute('quantity');
    const price = item.getAttribute('price');
    check(/^[0-9]{1,3}$/.test(quantity) && Number(quantity) > 0, 'bad quantity');
    check(/^[0-9]{1,6}\.[0-9]{2}$/.test(price), 'bad price');
    return Number(quantity) * Number(price.replace('.', ''));
}

function readOrder(order) {
    check(order.nodeName === 'order', 'no order');
    const [customer, ...others] = childElements(order, 'customer');
    check(customer && others.length === 0, 'not one customer');
    check(customer.getElementsByTagName('*').length === 0, 'a customer holds only text');
    const total = childElements(order, 'item').reduce((sum, item) => sum + cents(item), 0);
    return { customer: customer.textContent.trim(), total };
}

function orderTotal(document) {
    try {
        return readOrder(parse(document));
    } catch {
        return null;
    }
}

module.exports = { orderTotal };
