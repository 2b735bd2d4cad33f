'use strict';

const fs = require('node:fs');

function queueBatch(items) {
    for (const item of items) {
        fs.appendFileSync('/srv/queue/batch', item + '\n');
    }
    return items.length;
}

module.exports = { queueBatch };
