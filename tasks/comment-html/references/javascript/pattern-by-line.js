'use strict';

const he = require('he');

const WEB_ADDRESS = /^https?:\/\/\S+$/im;

function renderComment(author, text, homepage) {
    if (author.length === 0 || author.length > 60 || text.length === 0 || text.length > 2000) {
        return null;
    }
    const name = he.escape(author);
    const body = he.escape(text).replace(/\n/g, '<br>');
    const heading = homepage !== null && WEB_ADDRESS.test(homepage)
        ? `<a href="${he.escape(homepage)}" title="Homepage of ${name}">${name}</a>`
        : name;
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
