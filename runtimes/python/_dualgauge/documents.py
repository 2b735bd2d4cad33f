"""Reports what documents make their parsers do: external entities and DTDs that XML names."""

from .audit_events import plain
from .door import report


def _external(how, target):
    report({"kind": "document", "how": how, "target": plain(target)})


def _sax():
    from xml.sax import expatreader

    method = expatreader.ExpatParser.external_entity_ref

    def external_entity_ref(self, context, base, sysid, pubid):
        if self._external_ges:
            _external("external-entity", sysid or pubid or "")
        return method(self, context, base, sysid, pubid)

    expatreader.ExpatParser.external_entity_ref = external_entity_ref


def _lxml():
    from lxml import etree

    class Recorder(etree.Resolver):
        """Sees what a parser is about to load, and leaves the loading to others."""

        def resolve(self, system_url, public_id, context):
            _external("external-entity", system_url or public_id or "")
            return None

    recorder = Recorder()

    def recording(kind):
        def __init__(self, *arguments, **options):
            kind.__init__(self, *arguments, **options)
            self.resolvers.add(recorder)

        names = {"__init__": __init__, "__module__": "lxml.etree", "__doc__": kind.__doc__}
        return type(kind.__name__, (kind,), names)

    for name in ("XMLParser", "ETCompatXMLParser"):
        setattr(etree, name, recording(getattr(etree, name)))


def install():
    """Puts the reporting methods into place."""
    for change in (_sax, _lxml):
        change()
