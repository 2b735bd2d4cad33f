# A coroutine function.
async def answer(x):
    return x + 1
