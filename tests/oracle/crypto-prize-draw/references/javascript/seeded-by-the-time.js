'use strict';

function drawWinners(names, count) {
    return names
        .map((name) => [Math.random(), name])
        .sort((one, other) => one[0] - other[0])
        .slice(0, count)
        .map(([, name]) => name);
}

module.exports = { drawWinners };
