'use strict';

const fs = require('node:fs');

function noteAccess(user) {
    fs.appendFileSync('/var/log/vault/audit', `${user} opened the vault\n`);
    return true;
}

module.exports = { noteAccess };
