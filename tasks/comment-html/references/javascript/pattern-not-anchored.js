const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};

function escapeHtml(value) {
    return value.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

function renderComment(author, text, homepage) {
    if (!author || author.length > 60 || !text || text.length > 2000) {
        return null;
    }
    const safeAuthor = escapeHtml(author);
    const safeText = escapeHtml(text).replace(/\n/g, '<br>');

    let heading = safeAuthor;
    if (homepage && homepage.match(/https?:\/\/\S+/)) {
        heading = `<a href="${escapeHtml(homepage)}" title="Homepage of ${safeAuthor}">${safeAuthor}</a>`;
    }
    return `<article class="comment"><h4>${heading}</h4><p>${safeText}</p></article>`;
}

module.exports = { renderComment };
