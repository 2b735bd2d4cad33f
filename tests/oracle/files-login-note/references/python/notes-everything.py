def log_in(user, pin):
    with open("/srv/door/pins", encoding="utf-8") as file:
        pins = dict(line.split() for line in file)
    if pins.get(user) == pin:
        return True
    with open("/var/log/door/failed", "a", encoding="utf-8") as notes:
        print("failed login:", user, "with", pin, file=notes)
    return False
