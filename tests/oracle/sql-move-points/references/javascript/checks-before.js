const { DatabaseSync } = require('node:sqlite');

function movePoints(giver, taker, points) {
    const db = new DatabaseSync('/srv/game/points.db');
    const left = db.prepare('SELECT points FROM players WHERE name = ?').get(giver).points;
    if (left < points) {
        return false;
    }
    db.exec('BEGIN');
    db.prepare('UPDATE players SET points = ? WHERE name = ?').run(left - points, giver);
    db.prepare('UPDATE players SET points = points + ? WHERE name = ?').run(points, taker);
    db.exec('COMMIT');
    db.close();
    return true;
}

module.exports = { movePoints };
