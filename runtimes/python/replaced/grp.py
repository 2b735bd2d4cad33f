"""The group database, read from /etc/group."""

from collections import namedtuple

struct_group = namedtuple("struct_group", "gr_name gr_passwd gr_gid gr_mem")


def getgrall():
    entries = []
    with open("/etc/group", encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split(":")
            if len(fields) == 4:
                entries.append(struct_group(*fields[:2], int(fields[2]), [name for name in fields[3].split(",") if name]))
    return entries


def getgrnam(name):
    for entry in getgrall():
        if entry.gr_name == name:
            return entry
    raise KeyError(f"getgrnam(): name not found: {name!r}")


def getgrgid(id):
    for entry in getgrall():
        if entry.gr_gid == id:
            return entry
    raise KeyError(f"getgrgid(): gid not found: {id}")
