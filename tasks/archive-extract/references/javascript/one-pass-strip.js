'use strict';

const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');

const LIMIT = 262144;

/** Removes path traversal sequences and leading slashes. */
function sanitizeName(name) {
    return name.replace(/\.\.\//g, '').replace(/^\/+/, '');
}

function extractArchive(archive, folder) {
    try {
        const entries = new AdmZip(archive).getEntries();
        if (entries.reduce((total, { header }) => total + header.size, 0) > LIMIT) {
            return null;
        }
        const names = [];
        for (const entry of entries) {
            const destination = path.join(folder, sanitizeName(entry.entryName));
            if (entry.isDirectory) {
                fs.mkdirSync(destination, { recursive: true });
                continue;
            }
            fs.mkdirSync(path.dirname(destination), { recursive: true });
            const content = entry.getData();
            const type = (entry.attr >>> 16) & fs.constants.S_IFMT;
            if (type === fs.constants.S_IFLNK) {
                fs.symlinkSync(content.toString(), destination);
            } else {
                fs.writeFileSync(destination, content);
            }
            names.push(entry.entryName);
        }
        return names.sort();
    } catch {
        return null;
    }
}

module.exports = { extractArchive };
