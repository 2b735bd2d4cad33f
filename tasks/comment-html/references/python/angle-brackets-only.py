def encode(value):
    return value.replace("<", "&lt;").replace(">", "&gt;")


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    heading = encode(author)
    if homepage is not None and homepage.startswith(("http://", "https://")):
        heading = f'<a href="{encode(homepage)}" title="Homepage of {heading}">{heading}</a>'
    body = encode(text).replace("\n", "<br>")
    return f'<article class="comment"><h4>{heading}</h4><p>{body}</p></article>'
