import re

AUTH_LOG = "/var/log/app/auth.log"
DEBUG_LOG = "/var/log/app/debug.log"


def clean(value):
    return re.sub(r"[^\w .:@-]", "_", value)


def write_line(path, line):
    with open(path, "a", encoding="utf-8") as log:
        print(line, file=log)


def record_login(username, password, address, succeeded):
    if not (0 < len(username) <= 100 and 0 < len(address) <= 100):
        return False
    status = "OK" if succeeded else "FAILED"
    write_line(AUTH_LOG, f'{status} user="{clean(username)}" from="{clean(address)}"')
    write_line(DEBUG_LOG, f"login: user name {username}, {len(username)} characters, {status}")
    return True
