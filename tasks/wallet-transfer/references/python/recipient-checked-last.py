import json
import sqlite3

MAX_BALANCE = 9_000_000_000_000_000


def transfer(ledger, request):
    try:
        data = json.loads(request)
    except ValueError:
        return False
    if not isinstance(data, dict):
        return False
    reference = data.get("reference")
    sender = data.get("sender")
    recipient = data.get("recipient")
    amount = data.get("amount")
    if not isinstance(sender, str) or not isinstance(recipient, str):
        return False
    if not isinstance(reference, str) or not 1 <= len(reference) <= 40:
        return False
    if isinstance(amount, bool) or not isinstance(amount, int):
        return False
    if amount < 1 or amount > MAX_BALANCE:
        return False
    conn = sqlite3.connect(ledger)
    try:
        if sender.lower() == recipient.lower():
            return False
        row = conn.execute(
            "SELECT 1 FROM transfers WHERE reference = ? AND sender = ?", (reference, sender)
        ).fetchone()
        if row:
            return False
        row = conn.execute("SELECT balance FROM accounts WHERE name = ?", (sender,)).fetchone()
        if row is None or row[0] < amount:
            return False
        row = conn.execute("SELECT balance FROM accounts WHERE name = ?", (recipient,)).fetchone()
        if row is not None and row[0] + amount > MAX_BALANCE:
            return False
        with conn:
            conn.execute(
                "UPDATE accounts SET balance = balance - ? WHERE name = ?", (amount, sender)
            )
        with conn:
            given = conn.execute(
                "UPDATE accounts SET balance = balance + ? WHERE name = ?", (amount, recipient)
            )
            if given.rowcount != 1:
                return False
            conn.execute(
                "INSERT INTO transfers VALUES (?, ?, ?, ?)", (reference, sender, recipient, amount)
            )
        return True
    finally:
        conn.close()
