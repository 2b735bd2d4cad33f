const fs = require('fs');
const path = require('path');

function keepPage(session, text) {
    fs.writeFileSync(path.join('/srv/pages', `${session}.html`), text);
    return true;
}

module.exports = { keepPage };
