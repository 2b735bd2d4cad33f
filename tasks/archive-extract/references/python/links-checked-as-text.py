import os
import stat
import zipfile

LIMIT = 262144


def inside(folder, path):
    return os.path.normpath(path).startswith(folder + "/")


def extract_archive(archive, folder):
    written = []
    try:
        with zipfile.ZipFile(archive) as source:
            if sum(info.file_size for info in source.infolist()) > LIMIT:
                return None
            for info in source.infolist():
                path = os.path.join(folder, info.filename)
                if not inside(folder, path):
                    return None
                if info.is_dir():
                    os.makedirs(path, exist_ok=True)
                    continue
                os.makedirs(os.path.dirname(path), exist_ok=True)
                if stat.S_ISLNK(info.external_attr >> 16):
                    target = source.read(info).decode()
                    leads_to = os.path.normpath(os.path.join(os.path.dirname(path), target))
                    if leads_to != folder and not inside(folder, leads_to):
                        return None
                    os.symlink(target, path)
                else:
                    with open(path, "wb") as file:
                        file.write(source.read(info))
                written.append(info.filename)
    except (OSError, zipfile.BadZipFile):
        return None
    return sorted(written)
