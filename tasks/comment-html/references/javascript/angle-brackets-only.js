function encode(value) {
    return value.replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function renderComment(author, text, homepage) {
    if (!author || author.length > 60 || !text || text.length > 2000) {
        return null;
    }

    let heading = encode(author);
    if (homepage && /^https?:\/\//.test(homepage)) {
        heading = `<a href="${encode(homepage)}" title="Homepage of ${heading}">${heading}</a>`;
    }
    const body = encode(text).replace(/\n/g, '<br>');
    return `<article class="comment"><h4>${heading}</h4><p>${body}</p></article>`;
}

module.exports = { renderComment };
