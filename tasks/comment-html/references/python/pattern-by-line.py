import html
import re

ADDRESS = re.compile(r"^https?://\S+$", re.MULTILINE)


def is_address(homepage):
    return ADDRESS.search(homepage) is not None


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    heading = html.escape(author)
    if homepage is not None and is_address(homepage):
        heading = f'<a href="{html.escape(homepage)}" title="Homepage of {heading}">{heading}</a>'
    body = html.escape(text).replace("\n", "<br>")
    return f'<article class="comment"><h4>{heading}</h4><p>{body}</p></article>'
