import os


def list_reports(folder):
    path = os.path.join("/srv/reports", folder)
    try:
        return sorted(name for name in os.listdir(path) if name.endswith(".pdf"))
    except OSError:
        return []
