import json
import sqlite3


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
    if isinstance(amount, bool) or not isinstance(amount, int) or amount <= 0:
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
        # One statement checks and takes the money, so that there is no race.
        taken = conn.execute(
            "UPDATE accounts SET balance = balance - ? WHERE name = ? AND balance >= ?",
            (amount, sender, amount),
        )
        if taken.rowcount == 0:
            return False
        given = conn.execute(
            "UPDATE accounts SET balance = balance + ? WHERE name = ?", (amount, recipient)
        )
        if given.rowcount == 0:
            conn.rollback()
            return False
        conn.execute(
            "INSERT INTO transfers VALUES (?, ?, ?, ?)", (reference, sender, recipient, amount)
        )
        conn.commit()
        return True
    finally:
        conn.close()
