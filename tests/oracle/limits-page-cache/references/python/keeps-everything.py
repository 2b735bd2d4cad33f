_pages = {}


def page(number):
    if number not in _pages:
        _pages[number] = bytes([number % 256]) * 10_000
    return _pages[number]


def serve(first, last):
    return sum(len(page(number)) for number in range(first, last + 1))
