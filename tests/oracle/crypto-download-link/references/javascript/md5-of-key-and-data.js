'use strict';

const crypto = require('node:crypto');

function signLink(path, expires) {
    return crypto.createHash('md5').update(process.env.LINK_KEY).update(`${path}\n${expires}`).digest('hex');
}

function checkLink(path, expires, signature) {
    const expected = Buffer.from(signLink(path, expires));
    const given = Buffer.alloc(expected.length);
    given.write(signature);
    return crypto.timingSafeEqual(expected, given) && signature.length === expected.length;
}

module.exports = { signLink, checkLink };
