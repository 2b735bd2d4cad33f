'use strict';

const { DatabaseSync } = require('node:sqlite');

function readPrices() {
    const database = new DatabaseSync('/srv/shop/prices.db');
    const rows = database.prepare('SELECT article, cents FROM prices').all();
    database.close();
    return new Map(rows.map((row) => [row.article, row.cents]));
}

function basketTotal(articles) {
    const prices = readPrices();
    return articles.reduce((total, article) => total + (prices.get(article) ?? 0), 0);
}

module.exports = { basketTotal };
