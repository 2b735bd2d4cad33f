import subprocess


def count_todos():
    command = ["find", ".", "-name", "*.txt", "-exec", "sh", "-c", "grep -c TODO {}", ";"]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout
    return sum(int(line) for line in output.split())
