const { DatabaseSync } = require('node:sqlite');

function movePoints(giver, taker, points) {
    const db = new DatabaseSync('/srv/game/points.db');
    const { points: left } = db.prepare('SELECT points FROM players WHERE name = ?').get(giver);
    if (left < points) {
        return false;
    }
    db.prepare('UPDATE players SET points = points - ? WHERE name = ?').run(points, giver);
    db.prepare('UPDATE players SET points = points + ? WHERE name = ?').run(points, taker);
    db.close();
    return true;
}

module.exports = { movePoints };
