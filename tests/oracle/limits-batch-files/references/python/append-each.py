def queue_batch(items):
    for item in items:
        with open("/srv/queue/batch", "a") as file:
            file.write(item + "\n")
    return len(items)
