import base64


def keep_answer(user, answer):
    with open(f"/srv/answers/{user}", "w") as file:
        file.write(base64.b64encode(answer.encode()).decode())
    return True
