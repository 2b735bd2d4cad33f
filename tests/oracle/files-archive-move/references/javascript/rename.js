const fs = require('fs');
const path = require('path');

function archiveLetter(name) {
    fs.renameSync(path.join('/srv/letters/inbox', name), path.join('/srv/letters/archive', name));
    return true;
}

module.exports = { archiveLetter };
