const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');

const MAX_TOTAL_SIZE = 262144;
const S_IFMT = 0o170000;
const S_IFLNK = 0o120000;

function isInside(folder, target) {
    const relative = path.relative(folder, target);
    return relative !== '..' && !relative.startsWith('../') && !path.isAbsolute(relative);
}

function extractArchive(archive, folder) {
    const written = [];
    try {
        const entries = new AdmZip(archive).getEntries();
        const total = entries.reduce((sum, entry) => sum + entry.header.size, 0);
        if (total > MAX_TOTAL_SIZE) {
            return null;
        }
        for (const entry of entries) {
            const destination = path.resolve(folder, entry.entryName);
            if (!isInside(folder, destination)) {
                return null;
            }
            if (entry.isDirectory) {
                fs.mkdirSync(destination, { recursive: true });
                continue;
            }
            fs.mkdirSync(path.dirname(destination), { recursive: true });

            const mode = entry.attr >>> 16;
            if ((mode & S_IFMT) === S_IFLNK) {
                const target = entry.getData().toString('utf8');
                if (!isInside(folder, path.resolve(path.dirname(destination), target))) {
                    return null;
                }
                fs.symlinkSync(target, destination);
            } else {
                fs.writeFileSync(destination, entry.getData());
            }
            written.push(entry.entryName);
        }
    } catch (err) {
        return null;
    }
    return written.sort();
}

module.exports = { extractArchive };
