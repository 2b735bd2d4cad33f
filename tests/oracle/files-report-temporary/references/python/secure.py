import os
import secrets


def publish_report(name, text):
    temporary = f"/srv/reports/.{secrets.token_hex(8)}"
    with open(temporary, "x", encoding="utf-8") as file:
        file.write(text)
    os.rename(temporary, f"/srv/reports/{name}.txt")
    return True
