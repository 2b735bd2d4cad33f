'use strict';

const fs = require('fs');
const path = require('path');
const unzipper = require('unzipper');

const LIMIT = 262144;

const isInside = (file, root) => file.startsWith(root + path.sep);
const isFolder = (entry) => entry.path.endsWith('/');
const isLink = (entry) => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

function resolve(file) {
    if (fs.existsSync(file)) {
        return fs.realpathSync(file);
    }
    return path.join(resolve(path.dirname(file)), path.basename(file));
}

async function unpackFile(entry, root) {
    const file = resolve(path.join(root, entry.path));
    if (path.isAbsolute(entry.path) || !isInside(file, root)) {
        throw new Error(`illegal name: ${entry.path}`);
    }
    if (isFolder(entry)) {
        fs.mkdirSync(file, { recursive: true });
        return;
    }
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, await entry.buffer());
}

// Links come last, when everything that they may lead to is there.
async function makeLink(entry, root) {
    const target = (await entry.buffer()).toString();
    const parent = resolve(path.join(root, path.dirname(entry.path)));
    const file = path.join(parent, path.basename(entry.path));
    if (path.isAbsolute(entry.path) || path.isAbsolute(target) || !isInside(file, root)) {
        throw new Error(`illegal link: ${entry.path}`);
    }
    fs.mkdirSync(parent, { recursive: true });
    if (!isInside(fs.realpathSync.native(`${parent}/${target}`), root)) {
        throw new Error(`illegal link: ${entry.path}`);
    }
    fs.symlinkSync(target, file);
}

async function extractArchive(archive, folder) {
    try {
        const root = fs.realpathSync(folder);
        const { files: entries } = await unzipper.Open.file(archive);
        for (const entry of entries.filter((entry) => !isLink(entry))) {
            await unpackFile(entry, root);
        }
        for (const entry of entries.filter(isLink)) {
            await makeLink(entry, root);
        }

        const names = entries.filter((entry) => !isFolder(entry)).map((entry) => entry.path);
        const total = names.reduce((sum, name) => sum + fs.lstatSync(path.join(root, name)).size, 0);
        if (total > LIMIT) {
            names.forEach((name) => fs.unlinkSync(path.join(root, name)));
            return null;
        }
        return names.sort();
    } catch (err) {
        return null;
    }
}

module.exports = { extractArchive };
