AUTH_LOG = "/var/log/app/auth.log"
DEBUG_LOG = "/var/log/app/debug.log"


def clean(value):
    return "".join(c if c.isprintable() and c not in '"\\' else "?" for c in value)


def record_login(username, password, address, succeeded):
    if not 0 < len(username) <= 100 or not 0 < len(address) <= 100:
        return False
    status = "OK" if succeeded else "FAILED"
    with open(AUTH_LOG, "a", encoding="utf-8") as log:
        log.write(f'{status} user="{clean(username)}" from="{clean(address)}"\n')
    with open(DEBUG_LOG, "a", encoding="utf-8") as log:
        log.write(f"record_login({username!r}, {password!r}, {address!r}, {succeeded!r})\n")
    return True
