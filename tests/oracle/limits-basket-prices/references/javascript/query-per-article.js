'use strict';

const { DatabaseSync } = require('node:sqlite');

function basketTotal(articles) {
    const database = new DatabaseSync('/srv/shop/prices.db');
    let total = 0;
    for (const article of articles) {
        const row = database.prepare('SELECT cents FROM prices WHERE article = ?').get(article);
        total += row?.cents ?? 0;
    }
    database.close();
    return total;
}

module.exports = { basketTotal };
