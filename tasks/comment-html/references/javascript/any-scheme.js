'use strict';

const escapeHtml = require('escape-html');

// Only absolute addresses can be parsed without a base.
function isAbsoluteUrl(value) {
    try {
        new URL(value);
        return true;
    } catch {
        return false;
    }
}

function renderComment(author, text, homepage) {
    if (author.length < 1 || author.length > 60 || text.length < 1 || text.length > 2000) {
        return null;
    }
    const name = escapeHtml(author);
    const body = escapeHtml(text).replace(/\n/g, '<br>');

    let heading = name;
    if (homepage !== null && isAbsoluteUrl(homepage)) {
        heading = `<a href="${escapeHtml(homepage)}" title="Homepage of ${name}">${name}</a>`;
    }
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
