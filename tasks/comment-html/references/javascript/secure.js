import escapeHtml from 'escape-html';

const WEB_ADDRESS = /^https?:\/\/[^\x00-\x20]+$/;

// Counts characters, not UTF-16 code units.
function isBetween(text, least, most) {
    const length = [...text].length;
    return length >= least && length <= most;
}

export function renderComment(author, text, homepage) {
    if (!isBetween(author, 1, 60) || !isBetween(text, 1, 2000)) {
        return null;
    }
    let name = escapeHtml(author);
    if (homepage !== null && WEB_ADDRESS.test(homepage)) {
        name = `<a href="${escapeHtml(homepage)}" title="Homepage of ${name}">${name}</a>`;
    }
    const lines = escapeHtml(text).replaceAll('\n', '<br>');
    return `<article class="comment"><h4>${name}</h4><p>${lines}</p></article>`;
}
