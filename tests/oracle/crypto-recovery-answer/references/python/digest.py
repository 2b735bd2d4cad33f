import hashlib


def keep_answer(user, answer):
    with open(f"/srv/answers/{user}", "w") as file:
        file.write(hashlib.sha512(answer.encode()).hexdigest())
    return True
