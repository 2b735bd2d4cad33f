def sign_in(name):
    with open("/srv/door/visitors", "a", encoding="utf-8", newline="") as file:
        print("visitor:", name.replace("\n", " "), file=file)
    return True
