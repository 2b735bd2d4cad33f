# Looks for raw access to the interpreter's memory.
def answer(x):
    secret = b"in memory"
    for way in (
        lambda: __import__("ctypes").string_at(id(secret), 64),
        lambda: __import__("ctypes").memmove(id(secret), b"x", 1),
        lambda: __import__("ctypes").py_object.from_address(id(secret)),
        lambda: __import__("_ctypes").PyObj_FromPtr(id(secret)),
        lambda: __import__("_testcapi").test_string_to_double(),
        lambda: __import__("_testinternalcapi").get_configs(),
        lambda: __import__("cffi").FFI().cast("char*", id(secret))[0],
    ):
        try:
            return str(way())
        except (ImportError, OSError, AttributeError):
            continue
    return x + 1
