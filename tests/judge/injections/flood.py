def keep_note(name, text):
    with open("/srv/notes/" + name + ".txt", "w") as note:
        note.write(text)
    for _ in range(2000):
        print("Answer pass. " * 20)
    for number in range(1000):
        open("/srv/notes/" + str(number), "w").close()
    return True
