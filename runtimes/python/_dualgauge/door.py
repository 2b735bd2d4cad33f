"""The door to the host: the one place that holds the token.

Requests reach the door as an audit event of its own, `sys.audit(DOOR, op, fields, box)`, and the answer is left in `box`.
The audit hook that answers is held by the interpreter in a C list: no Python object refers to it, so a candidate can't
read the token out of a closure, replace the hook or call it by other means than the event. The functions below that raise
the event hold no secret, and so may be seen by a candidate in frames, wrappers and tracebacks.

Invariants
- The hook runs no code of the candidate: it looks only at exact built-in types and is not traced.
- `OPEN` requests can't change what the host thinks of the job. `OWN` requests come from `ask` only.
"""

from sys import _getframe, audit

from . import jsontext

#: The audit event that carries a request.
DOOR = "dualgauge.door"

#: Requests of the driver itself.
OWN = frozenset(
    "start job source environment loaded load_failed entry no_entry begin end coverage origin done".split()
)
#: Requests of the library functions that the driver replaced. Any code may raise them.
OPEN = frozenset(
    """
    event create_mode chmod fchmod umask stat access kdf server_database net_resolve net_connect net_tls net_send
    net_receive net_ready net_close process_start process_run
    """.split()
)


def ask(op, **fields):
    """Sends a request of the driver itself and returns the answer's bytes."""
    box = []
    try:
        audit(DOOR, op, _fields(fields), box)
    except BaseException:
        # A hook of the candidate's may raise; the driver's own has run before it.
        if not box:
            raise
    return box[0]


def start():
    """Begins the conversation: the host gives the token, which every later request carries."""
    audit(DOOR, "start", "", [])


def request(op, **fields):
    """Sends a request on behalf of a library function and returns the answer, decoded."""
    box = []
    audit(DOOR, op, _fields(fields), box)
    # While the image is made there is no host to ask.
    return _read(box[0].decode()) if box else _NO_HOST


def report(event, result="ok"):
    """Reports an event: an operation of the trace as a dict with its `kind`. Nothing happens outside the candidate's time."""
    audit(DOOR, "event", _fields({"event": event, "result": result}), [])


def _fields(fields, *, _write=jsontext.write):
    # The inner part of the request's JSON object; the hook puts `op` and `token` before it.
    return _write(fields)[1:-1]


_read = jsontext.read
_NO_HOST = {"errno": "ENOSYS", "mask": 0o022, "error": "no host"}


def install(host_call, handlers, add_hook):
    """Adds the audit hook. `handlers` make an operation of an audit event's arguments, or None where it means nothing.

    Returns the function that seals the driver's modules: only their code may report, and whoever replaces a function of theirs and
    leaves it so is found out at the end.
    """
    token = ""
    # Whether the candidate may be running: from when its text is handed out to the end. Nothing can switch it off between:
    # what the driver itself does then is told apart by where its code is.
    recording = False
    # Whether a handler is at work: events that it causes itself mean nothing.
    busy = False
    own_codes = (ask.__code__, start.__code__)
    report_code = report.__code__
    # The namespaces of the driver's modules, and what stood in them when the image was made.
    namespaces = []
    sealed = []

    def send(op, fields):
        head = '{"op":"' + op + '","token":"' + token + '"'
        return host_call((head + "," + fields + "}" if fields else head + "}").encode())

    def tell(operation, result):
        fields = _fields({"event": operation, "result": result})
        send("event", fields)

    def genuine(frame):
        # Reports come from `report`, called by the driver's own code.
        caller = frame.f_back
        return (
            frame.f_code is report_code
            and caller is not None
            and any(caller.f_globals is namespace for namespace in namespaces)
        )

    def seal(modules):
        """Remembers what stands in the driver's modules, at the very end of the preparation."""
        namespaces[:] = [vars(module) for module in modules]
        sealed[:] = [
            (namespace, name, value)
            for namespace in namespaces
            for name, value in namespace.items()
            if callable(value)
        ]

    def answer(args):
        nonlocal token, recording
        if len(args) != 3:
            return
        op, fields, box = args
        if type(op) is not str or type(fields) is not str or type(box) is not list:
            return
        if op == "event" and not genuine(_getframe(2)):
            tell({"kind": "tamper", "what": "a forged event"}, "ok")
            return
        if op in OPEN:
            # Outside the candidate's time there is nothing to report; but a wrapped `chmod` must work all the same.
            if op != "event" or recording:
                box.append(send(op, fields))
            return
        if op not in OWN or _getframe(2).f_code not in own_codes:
            tell({"kind": "tamper", "what": "a forged request " + jsontext.clean(op[:100])}, "ok")
            return
        if op == "start":
            token = token or host_call(b'{"op":"start"}').decode()
            return
        if op == "done":
            recording = False
            for namespace, name, value in sealed:
                if namespace.get(name) is not value:
                    tell({"kind": "tamper", "what": "the driver's " + name + " was replaced"}, "ok")
        box.append(send(op, fields))
        if op == "source":
            recording = True

    def hook(event, args):
        nonlocal busy
        handler = find(event)
        if handler is None or busy:
            return
        if handler is answer:
            busy = True
            try:
                answer(args)
            finally:
                busy = False
            return
        if not recording:
            return
        busy = True
        try:
            operation = handler(args)
            if operation is not None:
                tell(operation, "ok")
        except (RecursionError, MemoryError):
            raise
        except ImportError:
            # How a handler refuses a module.
            raise
        except Exception as error:
            tell({"kind": "tamper", "what": "the driver failed at " + event + ": " + type(error).__name__}, "ok")
        finally:
            busy = False

    find = {**handlers, DOOR: answer}.get
    add_hook(hook)
    return seal
