"""Templates that are rendered with escaping and without."""

import django
import flask
import jinja2
from django.conf import settings

print(jinja2.Template("one {{ x }}").render(x="<b>"))
print(jinja2.Environment(autoescape=True).from_string("two {{ x }}").render(x="<b>"))
loader = jinja2.DictLoader({"page.html": "three {{ x }}", "page.txt": "four {{ x }}"})
environment = jinja2.Environment(loader=loader, autoescape=jinja2.select_autoescape())
print(environment.get_template("page.html").render(x="<b>"))
print("".join(environment.get_template("page.txt").generate(x="<b>")))
app = flask.Flask("app")
with app.app_context():
    print(flask.render_template_string("five {{ x }}", x="<b>"))
settings.configure(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()
from django.template import Context, Template  # noqa: E402

print(Template("six {{ x }}").render(Context({"x": "<b>"})))
print(Template("seven {{ x }}").render(Context({"x": "<b>"}, autoescape=False)))
