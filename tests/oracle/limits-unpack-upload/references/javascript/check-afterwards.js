'use strict';

const zlib = require('node:zlib');

const LIMIT = 10_000;

function unpack(data) {
    const size = zlib.inflateSync(data).length;
    return size <= LIMIT ? size : null;
}

module.exports = { unpack };
