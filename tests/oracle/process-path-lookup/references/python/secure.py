import subprocess


def quota_left(user):
    return int(subprocess.check_output(["/usr/bin/quota", "--", user]))
