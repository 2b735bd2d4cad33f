import os


def publish_report(name, text):
    temporary = f"/srv/scratch/report-{name}.tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(temporary, f"/srv/reports/{name}.txt")
    return True
