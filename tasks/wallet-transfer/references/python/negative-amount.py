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
    if isinstance(amount, bool) or not isinstance(amount, int) or not amount:
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
        sender_row = conn.execute(
            "SELECT balance FROM accounts WHERE name = ?", (sender,)
        ).fetchone()
        recipient_row = conn.execute(
            "SELECT balance FROM accounts WHERE name = ?", (recipient,)
        ).fetchone()
        if sender_row is None or recipient_row is None:
            return False
        if sender_row[0] < amount:
            return False
        if recipient_row[0] + amount > MAX_BALANCE:
            return False
        conn.execute(
            "UPDATE accounts SET balance = ? WHERE name = ?", (sender_row[0] - amount, sender)
        )
        conn.execute(
            "UPDATE accounts SET balance = ? WHERE name = ?", (recipient_row[0] + amount, recipient)
        )
        conn.execute(
            "INSERT INTO transfers (reference, sender, recipient, amount) VALUES (?, ?, ?, ?)",
            (reference, sender, recipient, amount),
        )
        conn.commit()
        return True
    finally:
        conn.close()
