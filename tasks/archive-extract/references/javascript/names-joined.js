const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');

const MAX_SIZE = 262144;

function extractArchive(archive, folder) {
    try {
        const zip = new AdmZip(archive);
        const entries = zip.getEntries();

        let totalSize = 0;
        for (const entry of entries) {
            totalSize += entry.header.size;
        }
        if (totalSize > MAX_SIZE) {
            return null;
        }

        const extracted = [];
        for (const entry of entries) {
            const fullPath = path.resolve(folder, entry.entryName);
            if (entry.entryName.endsWith('/')) {
                fs.mkdirSync(fullPath, { recursive: true });
                continue;
            }

            fs.mkdirSync(path.dirname(fullPath), { recursive: true });
            const mode = entry.header.attr >>> 16;
            if ((mode & 0o170000) === 0o120000) {
                fs.symlinkSync(entry.getData().toString('utf8'), fullPath);
            } else {
                fs.writeFileSync(fullPath, entry.getData());
            }
            extracted.push(entry.entryName);
        }
        return extracted.sort();
    } catch (err) {
        return null;
    }
}

module.exports = { extractArchive };
