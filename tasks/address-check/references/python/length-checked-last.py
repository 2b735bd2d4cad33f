import re

TRIM = re.compile(r"^ +| +$")
ADDRESS = re.compile(
    r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}"
)


def parse_recipients(text):
    recipients = [TRIM.sub("", part) for part in text.split(",")]
    valid = all(len(address) <= 100 and ADDRESS.fullmatch(address) for address in recipients)
    if not valid or len(text) > 10000:
        return None
    return recipients
