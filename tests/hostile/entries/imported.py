# The entry is a function of the library.
from operator import add as answer
