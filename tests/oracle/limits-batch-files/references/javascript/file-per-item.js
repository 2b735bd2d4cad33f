'use strict';

const fs = require('node:fs');

function queueBatch(items) {
    items.forEach((item, number) => fs.writeFileSync(`/tmp/item-${number}`, item + '\n'));
    let batch = '';
    items.forEach((_, number) => {
        batch += fs.readFileSync(`/tmp/item-${number}`, 'utf8');
        fs.unlinkSync(`/tmp/item-${number}`);
    });
    fs.writeFileSync('/srv/queue/batch', batch);
    return items.length;
}

module.exports = { queueBatch };
