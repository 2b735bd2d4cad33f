def log_in(user, pin):
    with open("/srv/door/pins", encoding="utf-8") as file:
        if f"{user} {pin}" in file.read().splitlines():
            return True
    with open("/var/log/door/failed", "a", encoding="utf-8") as notes:
        notes.write(f"{user}: wrong PIN\n")
    return False
