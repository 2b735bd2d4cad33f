const fs = require('fs');
const path = require('path');

function publishReport(name, text) {
    const temporary = path.join('/srv/scratch', `report-${name}.tmp`);
    fs.writeFileSync(temporary, text);
    fs.renameSync(temporary, path.join('/srv/reports', `${name}.txt`));
    return true;
}

module.exports = { publishReport };
