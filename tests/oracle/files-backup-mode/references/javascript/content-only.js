const fs = require('fs');
const path = require('path');

function backUp(name) {
    const content = fs.readFileSync(path.join('/srv/app', name));
    fs.writeFileSync(path.join('/srv/backup', name), content);
    return content.length;
}

module.exports = { backUp };
