function renderComment(author, text, homepage) {
    if (!author || author.length > 60 || !text || text.length > 2000) {
        return null;
    }

    const hasHomepage =
        homepage !== null && (homepage.startsWith('http://') || homepage.startsWith('https://'));
    const name = hasHomepage
        ? `<a href="${homepage}" title="Homepage of ${author}">${author}</a>`
        : author;
    const body = text.replace(/\n/g, '<br>');

    return `<article class="comment"><h4>${name}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
