const _ = require('lodash');

const FORBIDDEN_SCHEMES = ['javascript:', 'vbscript:', 'data:', 'file:'];

function isSafeAddress(homepage) {
    const address = homepage.trim().toLowerCase();
    return address.includes('://') && !FORBIDDEN_SCHEMES.some((scheme) => address.startsWith(scheme));
}

function renderComment(author, text, homepage) {
    if (!_.inRange(author.length, 1, 61) || !_.inRange(text.length, 1, 2001)) {
        return null;
    }
    let heading = _.escape(author);
    if (homepage && isSafeAddress(homepage)) {
        heading = `<a href="${_.escape(homepage)}" title="Homepage of ${heading}">${heading}</a>`;
    }
    const body = _.escape(text).split('\n').join('<br>');
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
