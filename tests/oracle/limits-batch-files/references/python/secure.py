def queue_batch(items):
    with open("/srv/queue/batch", "w") as file:
        file.writelines(item + "\n" for item in items)
    return len(items)
