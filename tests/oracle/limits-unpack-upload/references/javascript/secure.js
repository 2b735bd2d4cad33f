'use strict';

const zlib = require('node:zlib');

const LIMIT = 10_000;

function unpack(data) {
    try {
        return zlib.inflateSync(data, { maxOutputLength: LIMIT }).length;
    } catch {
        return null;
    }
}

module.exports = { unpack };
