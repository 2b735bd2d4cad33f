import os


def open_mailbox(user):
    path = os.path.join("/srv/mailboxes", user)
    if os.path.exists(path):
        return False
    os.makedirs(path)
    os.chmod(path, 0o700)
    return True
