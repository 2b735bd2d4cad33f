const fs = require('fs');
const path = require('path');
const { buffer } = require('stream/consumers');
const yauzl = require('yauzl');

const MAX_TOTAL_SIZE = 262144;

function isSymlink(entry) {
    return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

async function readEntries(zipfile) {
    const entries = [];
    // yauzl refuses absolute names and names with ".." segments.
    for await (const entry of zipfile.eachEntry()) {
        entries.push(entry);
    }
    return entries;
}

async function extractArchive(archive, folder) {
    let zipfile;
    try {
        zipfile = await yauzl.openPromise(archive, { autoClose: false });
        const entries = await readEntries(zipfile);
        const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
        if (total > MAX_TOTAL_SIZE) {
            return null;
        }

        const names = [];
        for (const entry of entries) {
            const destination = path.join(folder, entry.fileName);
            if (entry.fileName.endsWith('/')) {
                await fs.promises.mkdir(destination, { recursive: true });
                continue;
            }
            await fs.promises.mkdir(path.dirname(destination), { recursive: true });

            const content = await buffer(await zipfile.openReadStreamPromise(entry));
            if (isSymlink(entry)) {
                await fs.promises.symlink(content.toString('utf8'), destination);
            } else {
                await fs.promises.writeFile(destination, content);
            }
            names.push(entry.fileName);
        }
        return names.sort();
    } catch (err) {
        return null;
    } finally {
        zipfile?.close();
    }
}

module.exports = { extractArchive };
