'use strict';

const Database = require('better-sqlite3');

function addNote(text) {
    const db = new Database('/srv/notes/notes.db');
    db.prepare('INSERT INTO notes (text) VALUES (?)').run(text);
    db.close();
    return true;
}

module.exports = { addNote };
