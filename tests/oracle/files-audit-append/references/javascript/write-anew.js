const fs = require('fs');

const TRAIL = '/var/log/vault/audit';

function noteAccess(user) {
    const text = fs.readFileSync(TRAIL, 'utf8');
    fs.writeFileSync(TRAIL, `${text}${user} opened the vault\n`);
    return true;
}

module.exports = { noteAccess };
