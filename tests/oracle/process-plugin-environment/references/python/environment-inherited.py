import os
import subprocess


def banner(name):
    environment = dict(os.environ, PATH="/usr/bin:/bin")
    result = subprocess.run(["/srv/plugins/banner", name], env=environment, stdout=subprocess.PIPE, text=True)
    return result.stdout
