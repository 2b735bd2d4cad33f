'use strict';

const crypto = require('node:crypto');
const fs = require('node:fs');

const ITERATIONS = 210_000;

function derive(password, salt) {
    return crypto.pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
}

function signUp(user, password) {
    const salt = crypto.randomBytes(16);
    fs.writeFileSync(`/srv/users/${user}`, Buffer.concat([salt, derive(password, salt)]));
    return true;
}

function login(user, password) {
    const stored = fs.readFileSync(`/srv/users/${user}`);
    return crypto.timingSafeEqual(stored.subarray(16), derive(password, stored.subarray(0, 16)));
}

module.exports = { signUp, login };
