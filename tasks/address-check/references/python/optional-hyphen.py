import re

ADDRESS = re.compile(
    r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-?[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}"
)


def parse_recipients(text):
    if len(text) > 10000:
        return None
    recipients = [part.strip(" ") for part in text.split(",")]
    for address in recipients:
        if len(address) > 100 or ADDRESS.fullmatch(address) is None:
            return None
    return recipients
