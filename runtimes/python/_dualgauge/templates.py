"""Reports what template engines do: texts made into templates, and templates rendered with escaping or without."""

from .audit_events import MAX_TEXT, plain
from .door import report


def _rendered(engine, escaping, text):
    text = plain(text[:MAX_TEXT]) if isinstance(text, str) else plain(text)
    report({"kind": "template", "engine": engine, "escaping": bool(escaping), "text": text})


def _jinja():
    from jinja2 import Environment, Template

    from_string = Environment.from_string

    def reporting_from_string(self, source, *arguments, **options):
        text = plain(source[:MAX_TEXT]) if isinstance(source, str) else None
        if text is not None:
            report({"kind": "code", "how": "template", "text": text})
        template = from_string(self, source, *arguments, **options)
        template._text = text
        return template

    def told(template):
        escaping = template.environment.autoescape
        if callable(escaping):
            escaping = escaping(template.name)
        text = getattr(template, "_text", None)
        _rendered("jinja2", escaping, text if text is not None else template.name or "")

    def reporting(method):
        def render(self, *arguments, **options):
            told(self)
            return method(self, *arguments, **options)

        return render

    _put(Environment, "from_string", reporting_from_string)
    for name in ("render", "generate", "render_async", "generate_async"):
        _put(Template, name, reporting(getattr(Template, name)))


def _django():
    from django.template import base

    method = base.Template.render

    def render(self, context):
        escaping = self.engine.autoescape and getattr(context, "autoescape", True)
        _rendered("django", escaping, self.name or str(self.source))
        return method(self, context)

    _put(base.Template, "render", render)


def _put(kind, name, method):
    original = getattr(kind, name)
    method.__name__, method.__qualname__, method.__doc__ = name, original.__qualname__, original.__doc__
    setattr(kind, name, method)


def install():
    """Puts the reporting methods into place."""
    _jinja()
    _django()
