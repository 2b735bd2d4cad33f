import subprocess


def set_password(user, password):
    result = subprocess.run(["htpasswd", "-i", "/srv/users", user], input=password + "\n", text=True)
    return result.returncode == 0
