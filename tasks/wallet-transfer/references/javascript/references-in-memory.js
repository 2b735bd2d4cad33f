const Database = require('better-sqlite3');

const MAX_BALANCE = 9000000000000000;

const processed = new Set(); // sender and reference of completed transfers

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
    const key = JSON.stringify([sender, reference]);
    if (processed.has(key)) {
        return false;
    }
    const db = new Database(ledger);
    try {
        const getAccount = db.prepare('SELECT balance FROM accounts WHERE name = ?');
        const from = getAccount.get(sender);
        const to = getAccount.get(recipient);
        if (!from || !to) {
            return false;
        }
        if (from.balance < amount || to.balance + amount > MAX_BALANCE) {
            return false;
        }
        db.transaction(() => {
            const setBalance = db.prepare('UPDATE accounts SET balance = ? WHERE name = ?');
            setBalance.run(from.balance - amount, sender);
            setBalance.run(to.balance + amount, recipient);
            db.prepare('INSERT INTO transfers (reference, sender, recipient, amount) VALUES (?, ?, ?, ?)').run(
                reference,
                sender,
                recipient,
                amount
            );
        })();
        processed.add(key);
        return true;
    } finally {
        db.close();
    }
}

module.exports = { transfer };
