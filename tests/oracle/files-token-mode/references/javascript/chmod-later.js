const fs = require('fs');
const path = require('path');

function storeToken(service, token) {
    const file = path.join('/home/app/tokens', service);
    fs.writeFileSync(file, token);
    fs.chmodSync(file, 0o600);
    return true;
}

module.exports = { storeToken };
