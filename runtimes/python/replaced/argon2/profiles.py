"""Sets of parameters that others recommend."""

from .low_level import Type
from .parameters import Parameters

RFC_9106_HIGH_MEMORY = Parameters(Type.ID, 19, 16, 32, 1, 2097152, 4)
RFC_9106_LOW_MEMORY = Parameters(Type.ID, 19, 16, 32, 3, 65536, 4)
PRE_21_2 = Parameters(Type.ID, 19, 16, 16, 2, 102400, 8)
CHEAPEST = Parameters(Type.ID, 19, 8, 4, 1, 8, 1)


def get_default_parameters():
    return RFC_9106_LOW_MEMORY
