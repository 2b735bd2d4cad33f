import shlex
import subprocess


def top_word(name):
    line = f"sort -- {shlex.quote(name)} | uniq -c | sort -rn | head -n 1"
    output = subprocess.check_output(line, shell=True, text=True)
    return output.split()[1]
