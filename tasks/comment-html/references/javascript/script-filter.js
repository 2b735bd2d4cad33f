'use strict';

/** Removes dangerous script tags. */
function sanitize(value) {
    return value.replace(/<script>[\s\S]*?<\/script>/gi, '');
}

function renderComment(author, text, homepage) {
    if (author.length < 1 || author.length > 60 || text.length < 1 || text.length > 2000) {
        return null;
    }
    const name = sanitize(author);
    const body = sanitize(text).replace(/\n/g, '<br>');

    let heading = name;
    if (homepage && /^https?:\/\//.test(homepage)) {
        heading = `<a href="${sanitize(homepage)}" title="Homepage of ${name}">${name}</a>`;
    }
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
