'use strict';

const fs = require('node:fs');
const path = require('node:path');
const AdmZip = require('adm-zip');

const LIMIT = 262_144;

function isInside(file, root) {
    return file.startsWith(root + path.sep);
}

function isLink(entry) {
    return ((entry.attr >>> 16) & fs.constants.S_IFMT) === fs.constants.S_IFLNK;
}

// Where a path leads, the last parts of which need not exist.
function resolve(file) {
    if (fs.existsSync(file)) {
        return fs.realpathSync(file);
    }
    return path.join(resolve(path.dirname(file)), path.basename(file));
}

// The place for an entry, with the folders that lead to it and nothing there yet; undefined if it isn't below the root.
function makePlace(name, root) {
    const parent = resolve(path.join(root, path.dirname(name)));
    const file = path.join(parent, path.basename(name));
    if (path.isAbsolute(name) || !isInside(file, root)) {
        return undefined;
    }
    fs.mkdirSync(parent, { recursive: true });
    if (!name.endsWith('/')) {
        fs.rmSync(file, { force: true });
    }
    return file;
}

// No more than the size that the entry says it has, which is what the limit is compared with.
function contentOf(entry) {
    return entry.getData().subarray(0, entry.header.size);
}

function unpackFile(entry, root) {
    const file = makePlace(entry.entryName, root);
    if (file === undefined) {
        return false;
    }
    if (entry.isDirectory) {
        fs.mkdirSync(file, { recursive: true });
    } else {
        fs.writeFileSync(file, contentOf(entry), { flag: 'wx' });
    }
    return true;
}

// Links are made last and only to what is there, so that no later entry can change where they lead.
function makeLink(entry, root) {
    const file = makePlace(entry.entryName, root);
    const target = contentOf(entry).toString();
    if (file === undefined || path.isAbsolute(target)) {
        return false;
    }
    // Only the native function takes `..` after links for what it is; the other one, like join(), looks at the text.
    if (!isInside(fs.realpathSync.native(`${path.dirname(file)}/${target}`), root)) {
        return false;
    }
    fs.symlinkSync(target, file);
    return true;
}

function extractArchive(archive, folder) {
    const root = fs.realpathSync(folder);
    try {
        const entries = new AdmZip(archive).getEntries();
        const size = entries.reduce((sum, entry) => sum + entry.header.size, 0);
        if (size > LIMIT) {
            return null;
        }
        const links = entries.filter(isLink);
        const others = entries.filter((entry) => !isLink(entry));
        const valid =
            others.every((entry) => unpackFile(entry, root)) && links.every((entry) => makeLink(entry, root));
        if (!valid) {
            return null;
        }
        return entries.filter((entry) => !entry.isDirectory).map((entry) => entry.entryName).sort();
    } catch {
        return null;
    }
}

module.exports = { extractArchive };
