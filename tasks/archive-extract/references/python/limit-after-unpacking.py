import os
import stat
import zipfile

LIMIT = 262_144


def is_inside(path, root):
    return path.startswith(root + os.sep)


def size_on_disk(root, entry):
    return os.lstat(os.path.join(root, entry.filename)).st_size


def unpack_file(source, entry, root):
    path = os.path.realpath(os.path.join(root, entry.filename))
    if not is_inside(path, root):
        return False
    if entry.is_dir():
        os.makedirs(path, exist_ok=True)
        return True
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(source.read(entry))
    return True


def make_link(source, entry, root):
    """Links are made last and only to what is there, so that no later entry can change where they lead."""
    target = source.read(entry).decode()
    parent = os.path.realpath(os.path.join(root, os.path.dirname(entry.filename)))
    path = os.path.join(parent, os.path.basename(entry.filename))
    if not is_inside(path, root) or os.path.isabs(target):
        return False
    os.makedirs(parent, exist_ok=True)
    if not is_inside(os.path.realpath(os.path.join(parent, target), strict=True), root):
        return False
    os.symlink(target, path)
    return True


def extract_archive(archive, folder):
    root = os.path.realpath(folder)
    try:
        with zipfile.ZipFile(archive) as source:
            entries = source.infolist()
            links = [entry for entry in entries if stat.S_ISLNK(entry.external_attr >> 16)]
            others = [entry for entry in entries if entry not in links]
            for entry in others:
                if not unpack_file(source, entry, root):
                    return None
            for entry in links:
                if not make_link(source, entry, root):
                    return None
            if sum(size_on_disk(root, entry) for entry in entries if not entry.is_dir()) > LIMIT:
                for entry in entries:
                    os.remove(os.path.join(root, entry.filename))
                return None
    except (OSError, zipfile.BadZipFile):
        return None
    return sorted(entry.filename for entry in entries if not entry.is_dir())
