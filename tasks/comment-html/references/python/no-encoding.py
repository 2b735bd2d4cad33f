def render_comment(author, text, homepage):
    if not author or len(author) > 60 or not text or len(text) > 2000:
        return None
    name = author
    if homepage and homepage.startswith(("http://", "https://")):
        name = f'<a href="{homepage}" title="Homepage of {author}">{author}</a>'
    body = text.replace("\n", "<br>")
    return f'<article class="comment"><h4>{name}</h4><p>{body}</p></article>'
