def count_customers(lines):
    with open("/srv/log/customers.txt") as file:
        names = file.read().split("\n")
    seen = []
    for name in names[:lines]:
        if name not in seen:
            seen.append(name)
    return len(seen)
