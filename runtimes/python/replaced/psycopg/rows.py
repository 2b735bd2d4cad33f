"""How rows are made."""

from collections import namedtuple


def tuple_row(columns, values):
    return values


def dict_row(columns, values):
    return dict(zip(columns, values))


def namedtuple_row(columns, values):
    return namedtuple("Row", columns, rename=True)(*values)


def scalar_row(columns, values):
    return values[0]


def class_row(cls):
    return lambda columns, values: cls(**dict(zip(columns, values)))
