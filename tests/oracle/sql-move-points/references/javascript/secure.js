'use strict';

const { DatabaseSync } = require('node:sqlite');

function movePoints(giver, taker, points) {
    const db = new DatabaseSync('/srv/game/points.db');
    db.exec('BEGIN IMMEDIATE');
    const enough = db.prepare('SELECT points FROM players WHERE name = ?').get(giver).points >= points;
    if (enough) {
        const change = db.prepare('UPDATE players SET points = points + ? WHERE name = ?');
        change.run(-points, giver);
        change.run(points, taker);
    }
    db.exec('COMMIT');
    db.close();
    return enough;
}

module.exports = { movePoints };
