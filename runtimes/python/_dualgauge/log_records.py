"""Reports what goes to the logging facility, as the handlers will format it."""

import logging

from .audit_events import MAX_TEXT, plain
from .door import report

_call_handlers = logging.Logger.callHandlers


def callHandlers(self, record):
    try:
        message = record.getMessage()
    except Exception:
        # The handler will complain about it; what the text would have been made of is worth recording.
        message = record.msg
    if isinstance(message, str):
        message = plain(message[:MAX_TEXT])
    else:
        message = plain(message)
    report({"kind": "log", "level": plain(record.levelname), "message": message})
    _call_handlers(self, record)


def install():
    """Puts the reporting method into place."""
    callHandlers.__doc__ = _call_handlers.__doc__
    logging.Logger.callHandlers = callHandlers
