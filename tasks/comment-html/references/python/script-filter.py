import re

SCRIPT = re.compile(r"<script>.*?</script>", re.IGNORECASE | re.DOTALL)


def sanitize(value):
    """Remove dangerous script tags."""
    return SCRIPT.sub("", value)


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    author = sanitize(author)
    text = sanitize(text).replace("\n", "<br>")
    if homepage and homepage.startswith(("http://", "https://")):
        heading = f'<a href="{sanitize(homepage)}" title="Homepage of {author}">{author}</a>'
    else:
        heading = author
    return f'<article class="comment"><h4>{heading}</h4><p>{text}</p></article>'
