'use strict';

const fs = require('node:fs');

function storeToken(service, token) {
    fs.writeFileSync(`/home/app/tokens/${service}`, token, { mode: 0o600, flag: 'wx' });
    return true;
}

module.exports = { storeToken };
