import re

ADDRESS = re.compile(
    r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}"
)


def parse_recipients(text):
    if len(text) > 10000:
        return None
    recipients = []
    for part in text.split(","):
        address = re.sub(r"^ +| +$", "", part)
        if len(address) > 100 or not ADDRESS.fullmatch(address):
            return None
        recipients.append(address)
    return recipients
