# A coroutine that waits for what never comes.
import asyncio


async def answer(x):
    await asyncio.Event().wait()
    return x + 1
