AUTH_LOG = "/var/log/app/auth.log"
DEBUG_LOG = "/var/log/app/debug.log"


def record_login(username, password, address, succeeded):
    if not username or not address or len(username) > 100 or len(address) > 100:
        return False
    status = "OK" if succeeded else "FAILED"
    with open(AUTH_LOG, "a", encoding="utf-8") as log:
        log.write(f'{status} user="{username}" from="{address}"\n')
    with open(DEBUG_LOG, "a", encoding="utf-8") as log:
        log.write(f"login attempt by {username} from {address}: {status}\n")
    return True
