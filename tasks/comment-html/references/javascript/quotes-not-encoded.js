function escapeHtml(value) {
    return value
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;');
}

function renderComment(author, text, homepage) {
    if (author.length < 1 || author.length > 60 || text.length < 1 || text.length > 2000) {
        return null;
    }
    const name = escapeHtml(author);
    const body = escapeHtml(text).replaceAll('\n', '<br>');

    let heading = name;
    if (homepage && (homepage.startsWith('http://') || homepage.startsWith('https://'))) {
        heading = `<a href="${escapeHtml(homepage)}" title="Homepage of ${name}">${name}</a>`;
    }
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
