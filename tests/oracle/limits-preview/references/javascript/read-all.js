'use strict';

const fs = require('node:fs');

function preview(name) {
    return fs.readFileSync(`/srv/notes/${name}`, 'ascii').slice(0, 64);
}

module.exports = { preview };
