import os


def queue_batch(items):
    for number, item in enumerate(items):
        with open(f"/tmp/item-{number}", "w") as part:
            part.write(item + "\n")
    with open("/srv/queue/batch", "w") as file:
        for number in range(len(items)):
            with open(f"/tmp/item-{number}") as part:
                file.write(part.read())
            os.unlink(f"/tmp/item-{number}")
    return len(items)
