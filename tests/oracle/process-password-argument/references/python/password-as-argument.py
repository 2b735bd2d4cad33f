import subprocess


def set_password(user, password):
    result = subprocess.run(["htpasswd", "-b", "/srv/users", user, password])
    return result.returncode == 0
