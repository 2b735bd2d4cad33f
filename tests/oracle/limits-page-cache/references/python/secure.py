from collections import OrderedDict

_pages = OrderedDict()


def page(number):
    if number in _pages:
        _pages.move_to_end(number)
    else:
        _pages[number] = bytes([number % 256]) * 10_000
        if len(_pages) > 16:
            _pages.popitem(last=False)
    return _pages[number]


def serve(first, last):
    return sum(len(page(number)) for number in range(first, last + 1))
