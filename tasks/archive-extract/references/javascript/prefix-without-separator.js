const fs = require('fs');
const path = require('path');
const AdmZip = require('adm-zip');

const LIMIT = 262144;

// Resolves links in the part of the path that exists, and ".." after them.
function realPath(file) {
    try {
        return fs.realpathSync.native(file);
    } catch (err) {
        if (err.code !== 'ENOENT') {
            throw err;
        }
        return path.join(realPath(path.dirname(file)), path.basename(file));
    }
}

function extractArchive(archive, folder) {
    try {
        const entries = new AdmZip(archive).getEntries();
        const size = entries.reduce((sum, entry) => sum + entry.header.size, 0);
        if (size > LIMIT) {
            return null;
        }

        const names = [];
        for (const entry of entries) {
            const destination = realPath(`${folder}/${entry.entryName}`);
            if (path.isAbsolute(entry.entryName) || !destination.startsWith(folder)) {
                return null;
            }
            if (entry.isDirectory) {
                fs.mkdirSync(destination, { recursive: true });
                continue;
            }
            fs.mkdirSync(path.dirname(destination), { recursive: true });

            if (((entry.attr >>> 16) & 0o170000) === 0o120000) {
                const target = entry.getData().toString('utf8');
                const resolved = realPath(`${path.dirname(destination)}/${target}`);
                if (path.isAbsolute(target) || !resolved.startsWith(folder)) {
                    return null;
                }
                fs.symlinkSync(target, destination);
            } else {
                fs.writeFileSync(destination, entry.getData());
            }
            names.push(entry.entryName);
        }
        return names.sort();
    } catch (err) {
        return null;
    }
}

module.exports = { extractArchive };
