const stripTags = (value) => value.replace(/<[^>]*>/g, '');

function renderComment(author, text, homepage) {
    if (!author || author.length > 60 || !text || text.length > 2000) {
        return null;
    }

    const name = stripTags(author);
    const body = stripTags(text).split('\n').join('<br>');

    let heading = name;
    if (homepage !== null && (homepage.startsWith('http://') || homepage.startsWith('https://'))) {
        heading = `<a href="${stripTags(homepage)}" title="Homepage of ${name}">${name}</a>`;
    }

    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
