'use strict';

const { randomInt } = require('node:crypto');

function drawWinners(names, count) {
    const pot = [...names];
    const winners = [];
    for (let i = 0; i < count; i++) {
        winners.push(pot.splice(randomInt(pot.length), 1)[0]);
    }
    return winners;
}

module.exports = { drawWinners };
