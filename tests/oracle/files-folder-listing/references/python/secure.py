import os


def list_reports(folder):
    if not folder.isdecimal() or not os.path.isdir(f"/srv/reports/{folder}"):
        return []
    return sorted(name for name in os.listdir(f"/srv/reports/{folder}") if name.endswith(".pdf"))
