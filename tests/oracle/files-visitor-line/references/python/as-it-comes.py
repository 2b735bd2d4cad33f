def sign_in(name):
    with open("/srv/door/visitors", "a", encoding="utf-8", newline="") as file:
        file.write("visitor: " + name + "\n")
    return True
