const fs = require('fs');

function storeToken(service, token) {
    fs.writeFileSync(`/home/app/tokens/${service}`, token, 'utf8');
    return true;
}

module.exports = { storeToken };
