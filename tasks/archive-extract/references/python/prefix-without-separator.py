import os
import stat
import zipfile

LIMIT = 262144


def extract_archive(archive, folder):
    written = []
    try:
        with zipfile.ZipFile(archive) as source:
            if sum(info.file_size for info in source.infolist()) > LIMIT:
                return None
            for info in source.infolist():
                path = os.path.realpath(os.path.join(folder, info.filename))
                if not path.startswith(folder):
                    return None
                if info.is_dir():
                    os.makedirs(path, exist_ok=True)
                    continue
                os.makedirs(os.path.dirname(path), exist_ok=True)
                if stat.S_ISLNK(info.external_attr >> 16):
                    target = source.read(info).decode()
                    resolved = os.path.realpath(os.path.join(os.path.dirname(path), target))
                    if os.path.isabs(target) or not resolved.startswith(folder):
                        return None
                    os.symlink(target, path)
                else:
                    with open(path, "wb") as file:
                        file.write(source.read(info))
                written.append(info.filename)
    except (OSError, zipfile.BadZipFile):
        return None
    return sorted(written)
