# Catches whatever may interrupt it and goes on.
def answer(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
        finally:
            answer(x)
