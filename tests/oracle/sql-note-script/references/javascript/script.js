const Database = require('better-sqlite3');

function addNote(text) {
    const db = new Database('/srv/notes/notes.db');
    db.exec(`INSERT INTO notes (text) VALUES ('${text}');`);
    db.close();
    return true;
}

module.exports = { addNote };
