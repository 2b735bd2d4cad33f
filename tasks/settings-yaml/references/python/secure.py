import re

import yaml

MAX_DEPTH = 10
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
PLAIN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
CONSTANTS = {"true": True, "false": False, "null": None}


class InvalidSettings(Exception):
    pass


def _require(condition):
    if not condition:
        raise InvalidSettings


def _scalar(event):
    start, end = event.start_mark, event.end_mark
    if event.style == '"':
        # On one line and without escapes, the text is as long as what stands between the quotation marks.
        _require(start.line == end.line and len(event.value) == end.index - start.index - 2)
        return event.value
    _require(event.style is None and start.line == end.line)
    if INTEGER.fullmatch(event.value):
        return int(event.value)
    if event.value in CONSTANTS:
        return CONSTANTS[event.value]
    _require(PLAIN_TEXT.fullmatch(event.value))
    return event.value


def _mapping(events, depth):
    entries = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        _require(isinstance(event, yaml.ScalarEvent))
        _require(event.anchor is None and event.tag is None and event.style is None)
        _require(KEY.fullmatch(event.value) and event.value not in entries)
        entries[event.value] = _value(next(events), events, depth)
    return entries


def _list(events, depth):
    items = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, depth))
    return items


def _value(event, events, depth):
    """The value that begins with this event, built without ever asking the loader to construct anything."""
    _require(depth <= MAX_DEPTH and not isinstance(event, yaml.AliasEvent))
    _require(event.anchor is None and event.tag is None)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event)
    if isinstance(event, yaml.SequenceStartEvent):
        _require(event.flow_style)
        return _list(events, depth + 1)
    _require(not event.flow_style)
    return _mapping(events, depth + 1)


def load_settings(text):
    try:
        events = yaml.parse(text, Loader=yaml.SafeLoader)
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            return {}
        _require(not start.explicit)
        root = next(events)
        _require(isinstance(root, yaml.MappingStartEvent))
        settings = _value(root, events, 0)
        _require(not next(events).explicit and isinstance(next(events), yaml.StreamEndEvent))
        return settings
    except (yaml.YAMLError, InvalidSettings):
        return None
