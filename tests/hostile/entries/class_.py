# A class under the entry's name.
class answer:
    def __new__(cls, x):
        return x + 1
