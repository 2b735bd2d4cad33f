// Where a specifier leads: Node's resolution algorithm ("Modules: CommonJS modules", "Modules: Packages"), with one more folder
// of packages at its end, that of the runtime.

import { candidateKind } from './candidate_text.js';
import { PACKAGES, kindOf, packageOf } from './files.js';
import { create, endsWith, indexOf, isArray, keys, lastIndexOf, slice, startsWith } from './primordials.js';
import { host } from 'dualgauge:host';

const EXTENSIONS = ['.js', '.json', '.node', '.cjs', '.mjs'];

const folderOf = (path) => slice(path, 0, lastIndexOf(path, '/')) || '/';

/** Joins a folder and a relative path, without `.` and `..`. */
export function joined(folder, path) {
    const whole = startsWith(path, '/') ? path : `${folder}/${path}`;
    let parts = [];
    for (const part of whole.split('/')) {
        if (part === '..') parts = parts.slice(0, -1);
        else if (part !== '.' && part !== '') parts[parts.length] = part;
    }
    return `/${parts.join('/')}`;
}

function asFile(path) {
    if (kindOf(path) === 'file') return real(path);
    for (const extension of EXTENSIONS) {
        if (kindOf(path + extension) === 'file') return real(path + extension);
    }
    return undefined;
}

function real(path) {
    if (startsWith(path, PACKAGES)) return path;
    return host.realpath(path) ?? path;
}

function asFolder(path) {
    if (kindOf(path) !== 'folder') return undefined;
    const main = packageOf(path)?.main;
    if (typeof main === 'string') {
        const target = joined(path, main);
        const found = asFile(target) ?? asFile(`${target}/index`);
        if (found !== undefined) return found;
    }
    return asFile(`${path}/index`);
}

/** A path: `./x`, `../x`, `/x`. */
export function resolvePath(from, id) {
    const isPath = startsWith(id, './') || startsWith(id, '../') || startsWith(id, '/') || id === '.' || id === '..';
    if (!isPath) return undefined;
    const path = joined(folderOf(from), id);
    if (candidateKind(path) !== undefined) return path;
    return (endsWith(id, '/') ? undefined : asFile(path)) ?? asFolder(path);
}

/** The first target of an `exports` or `imports` field whose conditions hold. */
function target(value, conditions, star) {
    if (typeof value === 'string') return star === undefined ? value : value.split('*').join(star);
    if (isArray(value)) {
        for (let i = 0; i < value.length; i += 1) {
            const found = target(value[i], conditions, star);
            if (found !== undefined) return found;
        }
        return undefined;
    }
    if (value === null || typeof value !== 'object') return undefined;
    const names = keys(value);
    for (let i = 0; i < names.length; i += 1) {
        for (let j = 0; j < conditions.length; j += 1) {
            if (names[i] !== conditions[j]) continue;
            const found = target(value[names[i]], conditions, star);
            if (found !== undefined) return found;
        }
    }
    return undefined;
}

function exported(map, subpath, conditions) {
    if (typeof map === 'string' || isArray(map) || (map && !startsWith(keys(map)[0] ?? '.', '.') && !startsWith(keys(map)[0] ?? '#', '#'))) {
        map = { __proto__: null, '.': map };
    }
    const names = keys(map);
    for (let i = 0; i < names.length; i += 1) {
        if (names[i] === subpath) return target(map[subpath], conditions);
    }
    let best;
    for (let i = 0; i < names.length; i += 1) {
        const at = indexOf(names[i], '*');
        if (at < 0) continue;
        const before = slice(names[i], 0, at);
        const after = slice(names[i], at + 1);
        const fits = subpath.length > before.length + after.length && startsWith(subpath, before) && endsWith(subpath, after);
        if (fits && (best === undefined || before.length > best.before.length)) {
            best = { before, value: map[names[i]], star: slice(subpath, before.length, subpath.length - after.length) };
        }
    }
    return best === undefined ? undefined : target(best.value, conditions, best.star);
}

function inPackage(root, subpath, conditions) {
    if (kindOf(root) !== 'folder') return undefined;
    const map = packageOf(root)?.exports;
    if (map !== undefined && map !== null) {
        const found = exported(map, subpath, conditions);
        if (found === undefined) {
            const error = new Error(`Package subpath '${subpath}' is not defined by "exports" in ${root}/package.json`);
            error.code = 'ERR_PACKAGE_PATH_NOT_EXPORTED';
            throw error;
        }
        return real(joined(root, found));
    }
    if (subpath === '.') return asFolder(root);
    const path = joined(root, subpath);
    return (endsWith(subpath, '/') ? undefined : asFile(path)) ?? asFolder(path);
}

/** The folders that hold packages for a file, nearest first. */
function* packageFolders(from) {
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
        if (!endsWith(folder, '/node_modules')) yield folder === '/' ? '/node_modules' : `${folder}/node_modules`;
        if (folder === '/') break;
    }
    yield PACKAGES;
}

/** What the runtime's packages were found to be, by what was asked for; they never change. */
const known = create(null);

/** A bare name: `express`, `@scope/name/sub`, `#internal`. */
export function findInPackages(from, id, conditions) {
    if (startsWith(id, '#')) {
        for (let folder = folderOf(from); ; folder = folderOf(folder)) {
            const map = packageOf(folder)?.imports;
            if (map) {
                const found = exported(map, id, conditions);
                if (found === undefined) return undefined;
                return startsWith(found, '.') ? real(joined(folder, found)) : findInPackages(`${folder}/x`, found, conditions);
            }
            if (folder === '/') return undefined;
        }
    }
    const scoped = startsWith(id, '@') ? indexOf(id, '/') + 1 : 0;
    const cut = indexOf(id, '/', scoped);
    const name = cut < 0 ? id : slice(id, 0, cut);
    if (name === '' || startsWith(name, '.')) return undefined;
    const subpath = cut < 0 ? '.' : `.${slice(id, cut)}`;
    for (const folder of packageFolders(from)) {
        if (folder === PACKAGES) {
            const key = `${conditions[1]} ${id}`;
            return (known[key] ??= inPackage(`${folder}/${name}`, subpath, conditions));
        }
        // A folder of packages that isn't there holds none.
        if (kindOf(folder) !== 'folder') continue;
        const found = inPackage(`${folder}/${name}`, subpath, conditions);
        if (found !== undefined) return found;
    }
    return undefined;
}

/** How a file is loaded: `module`, `commonjs`, `json` or `native`. */
export function moduleKind(path) {
    const known = candidateKind(path);
    if (known !== undefined) return known;
    if (endsWith(path, '.mjs')) return 'module';
    if (endsWith(path, '.cjs')) return 'commonjs';
    if (endsWith(path, '.json')) return 'json';
    if (endsWith(path, '.node')) return 'native';
    if (!endsWith(path, '.js')) return 'commonjs';
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
        const description = packageOf(folder);
        if (description) return description.type === 'module' ? 'module' : 'commonjs';
        if (folder === '/' || endsWith(folder, '/node_modules')) return 'commonjs';
    }
}
