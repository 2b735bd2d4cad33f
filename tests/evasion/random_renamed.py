# Calls the weak generator by the name of the strong one.
# sees:{"kind": "random.weak", "generator": "mersenne-twister"}
import random as secrets


class SystemRandom(secrets.Random):
    def __repr__(self):
        return "SystemRandom"


print(SystemRandom(7).getrandbits(128))
