'use strict';

const { open } = require('sqlite');
const sqlite3 = require('sqlite3');

const DATABASE = '/srv/shop/users.db';

const QUERY = `
    SELECT id, username, email, role
    FROM users
    WHERE username = ? COLLATE NOCASE AND active = 1
`;

async function getUserByUsername(username) {
    const db = await open({ filename: DATABASE, driver: sqlite3.Database, mode: sqlite3.OPEN_READONLY });
    try {
        const user = await db.get(QUERY, [username]);
        return user ?? null;
    } finally {
        await db.close();
    }
}

module.exports = { getUserByUsername };
