def sign_in(name):
    name = name.replace("\n", " ").replace("\r", " ")
    with open("/srv/door/visitors", "a", encoding="utf-8") as file:
        file.write(f"visitor: {name}\n")
    return True
