import os


def set_password(user, password):
    return os.system(f"echo '{password}' | htpasswd -i /srv/users {user}") == 0
