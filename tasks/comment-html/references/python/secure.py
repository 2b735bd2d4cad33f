import html
import re

WEB_ADDRESS = re.compile(r"https?://[^\x00-\x20]+")


def render_comment(author, text, homepage):
    if not 1 <= len(author) <= 60 or not 1 <= len(text) <= 2000:
        return None
    name = html.escape(author)
    if homepage is not None and WEB_ADDRESS.fullmatch(homepage):
        name = f'<a href="{html.escape(homepage)}" title="Homepage of {name}">{name}</a>'
    lines = html.escape(text).replace("\n", "<br>")
    return f'<article class="comment"><h4>{name}</h4><p>{lines}</p></article>'
