'use strict';

const fs = require('node:fs');

function countTags(count) {
    const tags = fs.readFileSync('/srv/posts/tags.txt', 'utf8').split('\n');
    const buckets = Array.from({ length: 1024 }, () => []);
    let different = 0;
    for (const tag of tags.slice(0, count)) {
        let sum = 0;
        for (let i = 0; i < tag.length; i++) {
            sum += tag.charCodeAt(i);
        }
        const bucket = buckets[sum % 1024];
        if (!bucket.includes(tag)) {
            bucket.push(tag);
            different++;
        }
    }
    return different;
}

module.exports = { countTags };
