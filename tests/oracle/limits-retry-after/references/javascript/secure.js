'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

async function waitAsTold(header) {
    const match = /^Retry-After: ([0-9]{1,9})$/.exec(header);
    if (match === null) {
        return false;
    }
    await sleep(Math.min(Number(match[1]), 30) * 1000);
    return true;
}

module.exports = { waitAsTold };
