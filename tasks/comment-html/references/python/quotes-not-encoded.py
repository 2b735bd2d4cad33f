import html


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    # quote=False keeps quotation marks and apostrophes readable.
    author = html.escape(author, quote=False)
    text = html.escape(text, quote=False).replace("\n", "<br>")
    heading = author
    if homepage is not None and homepage.startswith(("http://", "https://")):
        address = html.escape(homepage, quote=False)
        heading = f'<a href="{address}" title="Homepage of {author}">{author}</a>'
    return f'<article class="comment"><h4>{heading}</h4><p>{text}</p></article>'
