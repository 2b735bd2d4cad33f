import re

# Neighbouring parts of these patterns never match the same character, so there is one way only to match a text.
LOCAL_PART = re.compile(r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*")
LABEL = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
LAST_LABEL = re.compile(r"[A-Za-z]{2,}")


def _is_valid(address):
    if len(address) > 100 or address.count("@") != 1:
        return False
    local_part, domain = address.split("@")
    *labels, last = domain.split(".")
    return bool(
        labels
        and LOCAL_PART.fullmatch(local_part)
        and LAST_LABEL.fullmatch(last)
        and all(LABEL.fullmatch(label) for label in labels)
    )


def parse_recipients(text):
    if len(text) > 10_000:
        return None
    addresses = [part.strip(" ") for part in text.split(",")]
    return addresses if all(map(_is_valid, addresses)) else None
