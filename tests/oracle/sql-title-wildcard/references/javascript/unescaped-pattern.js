const Database = require('better-sqlite3');

function firstTitle(beginning) {
    const db = new Database('/srv/library/books.db');
    const rows = db.prepare('SELECT title FROM books WHERE title LIKE ? ORDER BY title').all(`${beginning}%`);
    db.close();
    const match = rows.find((row) => row.title.startsWith(beginning));
    return match ? match.title : null;
}

module.exports = { firstTitle };
