AUTH_LOG = "/var/log/app/auth.log"
DEBUG_LOG = "/var/log/app/debug.log"


def clean(value):
    return "".join(c if c.isprintable() and c not in '"\\' else "?" for c in value)


def record_login(username, password, address, succeeded):
    if not 0 < len(username) <= 100 or not 0 < len(address) <= 100:
        return False
    name, origin = clean(username), clean(address)
    with open(AUTH_LOG, "a", encoding="utf-8") as log:
        log.write(f'{"OK" if succeeded else "FAILED"} user="{name}" from="{origin}"\n')
    with open(DEBUG_LOG, "a", encoding="utf-8") as log:
        if succeeded:
            log.write(f"login of {name} from {origin} succeeded\n")
        else:
            log.write(f"login of {name} from {origin} failed with password {clean(password)}\n")
    return True
