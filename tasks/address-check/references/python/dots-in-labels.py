import re

ADDRESS = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@((?:[A-Za-z0-9.-]+\.)+[A-Za-z]{2,})")


def is_valid(address):
    if len(address) > 100:
        return False
    match = ADDRESS.fullmatch(address)
    if not match:
        return False
    for label in match.group(1).split("."):
        if not label or label.startswith("-") or label.endswith("-") or "--" in label:
            return False
    return True


def parse_recipients(text):
    if len(text) > 10000:
        return None
    recipients = [part.strip(" ") for part in text.split(",")]
    if not all(is_valid(address) for address in recipients):
        return None
    return recipients
