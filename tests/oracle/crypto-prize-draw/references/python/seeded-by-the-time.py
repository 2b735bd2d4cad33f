import random
import time


def draw_winners(names, count):
    random.seed(int(time.time()))
    return random.sample(names, count)
