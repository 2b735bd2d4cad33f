'use strict';

const Database = require('better-sqlite3');

const LARGEST_BALANCE = 9_000_000_000_000_000; // less than Number.MAX_SAFE_INTEGER, so all arithmetic here is exact
const LONGEST_REFERENCE = 40;

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d[-+.\deE]*/g;

// The request as an object; null if it isn't one. Numbers with a point or an exponent become null, as JSON.parse
// wouldn't tell 2500.0 and 25e2 from 2500.
function parse(request) {
    try {
        JSON.parse(request);
        const wholeNumbersOnly = (token) => (token.startsWith('"') || /^-?\d+$/.test(token) ? token : 'null');
        const order = JSON.parse(request.replace(STRING_OR_NUMBER, wholeNumbersOnly));
        return typeof order === 'object' && !Array.isArray(order) ? order : null;
    } catch {
        return null;
    }
}

function isText(value) {
    // No text in a database holds half of a surrogate pair.
    return typeof value === 'string' && value.isWellFormed();
}

function isInOrder({ reference, sender, recipient, amount }) {
    if (![reference, sender, recipient].every(isText)) {
        return false;
    }
    const length = [...reference].length;
    return (
        length >= 1 &&
        length <= LONGEST_REFERENCE &&
        Number.isInteger(amount) &&
        amount >= 1 &&
        amount <= LARGEST_BALANCE
    );
}

function move(db, { reference, sender, recipient, amount }) {
    const find = db.prepare('SELECT name, balance FROM accounts WHERE name = ?');
    const payer = find.get(sender);
    const payee = find.get(recipient);
    if (!payer || !payee || payer.name === payee.name) {
        return false;
    }
    if (amount > payer.balance || payee.balance > LARGEST_BALANCE - amount) {
        return false;
    }
    if (db.prepare('SELECT 1 FROM transfers WHERE sender = ? AND reference = ?').get(payer.name, reference)) {
        return false;
    }
    const change = db.prepare('UPDATE accounts SET balance = balance + ? WHERE name = ?');
    change.run(-amount, payer.name);
    change.run(amount, payee.name);
    db.prepare('INSERT INTO transfers VALUES (?, ?, ?, ?)').run(reference, payer.name, payee.name, amount);
    return true;
}

function transfer(ledger, request) {
    const order = parse(request);
    if (order === null || !isInOrder(order)) {
        return false;
    }
    const db = new Database(ledger, { fileMustExist: true });
    try {
        // Nobody else writes between the checks and the changes.
        return db.transaction(move).immediate(db, order);
    } finally {
        db.close();
    }
}

module.exports = { transfer };
