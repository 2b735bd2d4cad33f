# Looks for anything of the host: its environment, its files, its name.
import os
import platform
import socket


def answer(x):
    leaks = [name for name in os.environ if name.startswith(("CARGO", "DUALGAUGE", "RUST", "SSH"))]
    leaks += [path for path in ("/mnt", "/proc/1", "/sys", "/root/.cargo") if os.path.exists(path)]
    leaks += [text for text in (platform.node(), socket.gethostname()) if text not in ("sandbox", "server", "localhost")]
    return leaks or x + 1
