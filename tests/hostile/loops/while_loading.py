# Never finishes being loaded.
while True:
    pass
