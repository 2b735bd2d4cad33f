const fs = require('fs');

function keepPage(session, text) {
    const name = Buffer.from(session, 'utf8').toString('hex');
    fs.writeFileSync(`/srv/pages/${name}`, text);
    return true;
}

module.exports = { keepPage };
