const fs = require('fs');
const path = require('path');

function listReports(folder) {
    try {
        const names = fs.readdirSync(path.join('/srv/reports', folder));
        return names.filter((name) => name.endsWith('.pdf')).sort();
    } catch {
        return [];
    }
}

module.exports = { listReports };
