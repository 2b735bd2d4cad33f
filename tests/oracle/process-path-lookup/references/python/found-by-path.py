import subprocess


def quota_left(user):
    return int(subprocess.check_output(["quota", "--", user]))
