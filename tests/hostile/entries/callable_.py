# An object that claims to be callable and raises when asked about itself.
class Callable:
    def __call__(self, x):
        return x + 1

    def __getattribute__(self, name):
        raise SystemExit(0)


answer = Callable()
