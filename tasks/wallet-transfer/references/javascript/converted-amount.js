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
    const { reference, sender, recipient } = data;
    if (typeof sender !== 'string' || typeof recipient !== 'string') {
        return false;
    }
    if (typeof reference !== 'string' || reference.length < 1 || reference.length > 40) {
        return false;
    }
    if (typeof data.amount === 'object') {
        return false;
    }
    const amount = Math.trunc(Number(data.amount));
    if (!(amount > 0)) {
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
        return true;
    } finally {
        db.close();
    }
}

module.exports = { transfer };
