AUTH_LOG = "/var/log/app/auth.log"
DEBUG_LOG = "/var/log/app/debug.log"


def printable(text):
    """Characters that could end a line, a quoted value or a terminal's patience become escapes."""
    return "".join(
        character if character.isprintable() and character not in '"\\' else f"\\u{{{ord(character):x}}}"
        for character in text
    )


def append(path, line):
    with open(path, "a", encoding="utf-8", newline="\n") as log:
        log.write(line + "\n")


def record_login(username, password, address, succeeded):
    if not 1 <= len(username) <= 100 or not 1 <= len(address) <= 100:
        return False
    name, origin = printable(username), printable(address)
    outcome = "OK" if succeeded else "FAILED"
    append(AUTH_LOG, f'{outcome} user="{name}" from="{origin}"')
    append(DEBUG_LOG, f"login outcome={outcome} name={name} name_length={len(username)} origin={origin}")
    return True
