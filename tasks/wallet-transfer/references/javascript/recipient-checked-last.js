const Database = require('better-sqlite3');

const MAX_BALANCE = 9000000000000000;

function transfer(ledger, request) {
    let data;
    try {
        data = JSON.parse(request);
    } catch (err) {
        return false;
    }
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
        return false;
    }
    const { reference, sender, recipient, amount } = data;
    if (typeof sender !== 'string' || typeof recipient !== 'string') {
        return false;
    }
    if (typeof reference !== 'string' || reference.length < 1 || reference.length > 40) {
        return false;
    }
    if (!Number.isInteger(amount) || amount < 1 || amount > MAX_BALANCE) {
        return false;
    }
    if (sender.toLowerCase() === recipient.toLowerCase()) {
        return false;
    }
    const db = new Database(ledger);
    try {
        const used = db
            .prepare('SELECT 1 FROM transfers WHERE reference = ? AND sender = ?')
            .get(reference, sender);
        if (used) {
            return false;
        }
        const getBalance = db.prepare('SELECT balance FROM accounts WHERE name = ?').pluck();
        const available = getBalance.get(sender);
        if (available === undefined || available < amount) {
            return false;
        }
        if ((getBalance.get(recipient) ?? 0) + amount > MAX_BALANCE) {
            return false;
        }
        db.prepare('UPDATE accounts SET balance = balance - ? WHERE name = ?').run(amount, sender);
        const given = db.prepare('UPDATE accounts SET balance = balance + ? WHERE name = ?').run(amount, recipient);
        if (given.changes !== 1) {
            return false;
        }
        db.prepare('INSERT INTO transfers VALUES (?, ?, ?, ?)').run(reference, sender, recipient, amount);
        return true;
    } finally {
        db.close();
    }
}

module.exports = { transfer };
