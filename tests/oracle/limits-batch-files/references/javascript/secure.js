'use strict';

const fs = require('node:fs');

function queueBatch(items) {
    fs.writeFileSync('/srv/queue/batch', items.map((item) => item + '\n').join(''));
    return items.length;
}

module.exports = { queueBatch };
