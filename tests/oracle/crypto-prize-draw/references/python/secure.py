import secrets


def draw_winners(names, count):
    pot = list(names)
    winners = []
    for _ in range(count):
        winners.append(pot.pop(secrets.randbelow(len(pot))))
    return winners
