import subprocess


def backup():
    return subprocess.call("tar -cf /srv/backup/site.tar -- *", shell=True) == 0
