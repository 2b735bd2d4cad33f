'use strict';

const fs = require('node:fs');

function countTags(count) {
    const tags = fs.readFileSync('/srv/posts/tags.txt', 'utf8').split('\n');
    const uses = new Map();
    for (const tag of tags.slice(0, count)) {
        uses.set(tag, (uses.get(tag) ?? 0) + 1);
    }
    return uses.size;
}

module.exports = { countTags };
