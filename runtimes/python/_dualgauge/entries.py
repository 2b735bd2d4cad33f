"""Finding the function that a test calls, however the candidate defines it.

In this order: the exact name; the same name in another naming style; a method of the exact name, of a class that needs
nothing to be made; the only public function, if the test wants no other.
"""

from types import FunctionType

from .failures import name_of


class Found:
    """A function to call, the name that the candidate gave it, and why it was taken."""

    def __init__(self, function, name, how):
        self.function = function
        self.name = name
        self.how = how


def find(names, wanted, file, alone):
    """Finds `wanted` among the candidate's `names` (its module's dict), or returns None.

    `alone` says that the test wants no other function.
    """
    function = names.get(wanted)
    if callable(function):
        return Found(function, wanted, "exact")
    return (
        _in_another_style(names, wanted, file)
        or _dotted(names, wanted)
        or _as_method(names, wanted, file)
        or (_only(names, file) if alone else None)
    )


def public(names, file):
    """The names of the candidate's public functions, in order of definition."""
    return [name for name, value in list(names.items()) if _is_public(name, value, file)]


def _is_public(name, value, file):
    if name[:1] == "_" or isinstance(value, type) or not callable(value):
        return False
    return _is_own(value, file)


def _is_own(value, file):
    """Whether the candidate itself defined a function, also where a decorator made something else of it."""
    for _ in range(20):
        if isinstance(value, FunctionType):
            return value.__code__.co_filename == file
        try:
            value = value.__wrapped__
        except BaseException:
            break
    try:
        return value.__module__ == "solution"
    except BaseException:
        return False


def _style(name):
    return name.replace("_", "").lower()


def _in_another_style(names, wanted, file):
    style = _style(wanted)
    for name in public(names, file):
        if _style(name) == style:
            return Found(names[name], name, "style")
    return None


def _dotted(names, wanted):
    """`Class.method` as the test itself says it."""
    first, _, rest = wanted.partition(".")
    if not rest or "." in rest or not isinstance(names.get(first), type):
        return None
    return _method(names[first], rest, "exact")


def _as_method(names, wanted, file):
    owners = [value for value in list(names.values()) if _is_own_class(value) and _has(value, wanted)]
    if len(owners) != 1:
        return None
    return _method(owners[0], wanted, "exact")


def _is_own_class(value):
    return isinstance(value, type) and type.__getattribute__(value, "__module__") == "solution"


def _has(owner, name):
    return any(name in base.__dict__ for base in type.mro(owner))


def _method(owner, name, how):
    for base in type.mro(owner):
        if name in base.__dict__:
            raw = base.__dict__[name]
            break
    else:
        return None
    try:
        # A static or class method needs no instance; any other gets one, made without arguments.
        holder = owner if isinstance(raw, (staticmethod, classmethod)) else owner()
        function = getattr(holder, name)
    except Exception:
        return None
    if not callable(function):
        return None
    return Found(function, name_of(owner) + "." + name, how)


def _only(names, file):
    found = public(names, file)
    if len(found) != 1:
        return None
    return Found(names[found[0]], found[0], "only")
