import re


def strip_tags(value):
    return re.sub(r"<[^>]*>", "", value)


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    author = strip_tags(author)
    text = strip_tags(text).replace("\n", "<br>")
    heading = author
    if homepage is not None and homepage.startswith(("http://", "https://")):
        heading = f'<a href="{strip_tags(homepage)}" title="Homepage of {author}">{author}</a>'
    return f'<article class="comment"><h4>{heading}</h4><p>{text}</p></article>'
