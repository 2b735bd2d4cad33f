def count_customers(lines):
    with open("/srv/log/customers.txt") as file:
        names = file.read().split("\n")
    seen = set()
    for name in names[:lines]:
        seen.add(name)
    return len(seen)
