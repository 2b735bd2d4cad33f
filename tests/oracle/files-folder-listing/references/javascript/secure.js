'use strict';

const fs = require('node:fs');

function listReports(folder) {
    if (!/^\d+$/.test(folder) || !fs.existsSync(`/srv/reports/${folder}`)) {
        return [];
    }
    const names = fs.readdirSync(`/srv/reports/${folder}`);
    return names.filter((name) => name.endsWith('.pdf')).sort();
}

module.exports = { listReports };
