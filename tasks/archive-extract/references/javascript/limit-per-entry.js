'use strict';

const fs = require('node:fs');
const path = require('node:path');
const AdmZip = require('adm-zip');

const MAX_SIZE = 262144;

function isInside(file, root) {
    return file.startsWith(root + path.sep);
}

function isLink(entry) {
    return ((entry.attr >>> 16) & fs.constants.S_IFMT) === fs.constants.S_IFLNK;
}

// Like realpath, for paths that needn't exist yet.
function resolve(file) {
    if (fs.existsSync(file)) {
        return fs.realpathSync(file);
    }
    return path.join(resolve(path.dirname(file)), path.basename(file));
}

function unpackFile(entry, root) {
    const file = resolve(path.join(root, entry.entryName));
    if (path.isAbsolute(entry.entryName) || !isInside(file, root)) {
        throw new Error(`${entry.entryName}: outside of the folder`);
    }
    if (entry.isDirectory) {
        fs.mkdirSync(file, { recursive: true });
        return;
    }
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, entry.getData());
}

function makeLink(entry, root) {
    const target = entry.getData().toString('utf8');
    const parent = resolve(path.join(root, path.dirname(entry.entryName)));
    const file = path.join(parent, path.basename(entry.entryName));
    if (path.isAbsolute(entry.entryName) || path.isAbsolute(target) || !isInside(file, root)) {
        throw new Error(`${entry.entryName}: outside of the folder`);
    }
    fs.mkdirSync(parent, { recursive: true });
    if (!isInside(fs.realpathSync.native(`${parent}/${target}`), root)) {
        throw new Error(`${entry.entryName}: leads out of the folder`);
    }
    fs.symlinkSync(target, file);
}

function extractArchive(archive, folder) {
    try {
        const root = fs.realpathSync(folder);
        const entries = new AdmZip(archive).getEntries();
        if (entries.some((entry) => entry.header.size > MAX_SIZE)) {
            return null;
        }
        entries.filter((entry) => !isLink(entry)).forEach((entry) => unpackFile(entry, root));
        entries.filter(isLink).forEach((entry) => makeLink(entry, root));
        return entries.filter((entry) => !entry.isDirectory).map((entry) => entry.entryName).sort();
    } catch (error) {
        return null;
    }
}

module.exports = { extractArchive };
