import json
import re
import sqlite3
from contextlib import closing

LARGEST_BALANCE = 9_000_000_000_000_000
LONGEST_REFERENCE = 40
SURROGATE = re.compile("[\ud800-\udfff]")  # JSON can say them one by one, but no text in a database holds them


def _parse(request):
    """The reference, sender, recipient and amount of a request; None if it isn't one."""
    try:
        order = json.loads(request)
    except (ValueError, RecursionError):
        return None
    if not isinstance(order, dict):
        return None
    texts = [order.get(key) for key in ("reference", "sender", "recipient")]
    amount = order.get("amount")
    if not all(isinstance(text, str) and not SURROGATE.search(text) for text in texts):
        return None
    if type(amount) is not int:  # a truth value is an instance of int, too
        return None
    if not 1 <= len(texts[0]) <= LONGEST_REFERENCE or not 1 <= amount <= LARGEST_BALANCE:
        return None
    return *texts, amount


def _find(connection, name):
    query = "SELECT name, balance FROM accounts WHERE name = ?"
    return connection.execute(query, (name,)).fetchone()


def transfer(ledger, request):
    order = _parse(request)
    if order is None:
        return False
    reference, sender, recipient, amount = order
    with closing(sqlite3.connect(ledger, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # nobody else writes between the checks and the changes
        payer, payee = _find(connection, sender), _find(connection, recipient)
        if payer is None or payee is None or payer[0] == payee[0]:
            return False
        if amount > payer[1] or payee[1] + amount > LARGEST_BALANCE:
            return False
        used = "SELECT 1 FROM transfers WHERE sender = ? AND reference = ?"
        if connection.execute(used, (sender, reference)).fetchone():
            return False
        change = "UPDATE accounts SET balance = balance + ? WHERE name = ?"
        connection.execute(change, (-amount, payer[0]))
        connection.execute(change, (amount, payee[0]))
        record = (reference, payer[0], payee[0], amount)
        connection.execute("INSERT INTO transfers VALUES (?, ?, ?, ?)", record)
        connection.execute("COMMIT")
        return True
