import os


def open_mailbox(user):
    try:
        os.mkdir(f"/srv/mailboxes/{user}", 0o700)
        return True
    except FileExistsError:
        return False
