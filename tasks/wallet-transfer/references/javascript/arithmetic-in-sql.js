const Database = require('better-sqlite3');

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
    if (!Number.isInteger(amount) || amount <= 0) {
        return false;
    }
    if (sender.toLowerCase() === recipient.toLowerCase()) {
        return false;
    }
    const cents = BigInt(amount); // a number holds only 53 bits of SQLite's integers exactly
    const db = new Database(ledger);
    try {
        const used = db
            .prepare('SELECT 1 FROM transfers WHERE reference = ? AND sender = ?')
            .get(reference, sender);
        if (used) {
            return false;
        }
        db.exec('BEGIN IMMEDIATE');
        // One statement checks and takes the money, so that there is no race.
        const taken = db
            .prepare('UPDATE accounts SET balance = balance - ? WHERE name = ? AND balance >= ?')
            .run(cents, sender, cents);
        const given = db.prepare('UPDATE accounts SET balance = balance + ? WHERE name = ?').run(cents, recipient);
        if (taken.changes === 0 || given.changes === 0) {
            db.exec('ROLLBACK');
            return false;
        }
        db.prepare('INSERT INTO transfers VALUES (?, ?, ?, ?)').run(reference, sender, recipient, cents);
        db.exec('COMMIT');
        return true;
    } finally {
        db.close();
    }
}

module.exports = { transfer };
