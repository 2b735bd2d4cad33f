// Finding the function that a test calls, however the candidate defines it.
//
// In this order: the exact name among what is exported, then among what is declared; `Class.method` as the test says it; the same
// name in another naming style; a method of the exact name of a class that needs nothing to be made; the only public
// function, if the test wants no other.

import * as p from './primordials.js';

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** A class is called with `new` only, so it is no entry. */
const isClass = (value) => {
    const prototype = p.getOwnPropertyDescriptor(value, 'prototype');
    return prototype !== undefined && prototype.writable === false;
};
const isFunction = (value) => typeof value === 'function' && !isClass(value);

function read(object, name) {
    try {
        return object[name];
    } catch {
        return undefined;
    }
}

const style = (name) => p.lowerCase(p.replaceAll(p.replaceAll(name, '_', ''), '$', ''));

/**
 * @param {object} exported What the candidate exports: `module.exports`, or a module's namespace.
 * @param {object} declared What it declares at top level: names with functions that give the values.
 */
export class Names {
    // Fields and no assignments: a program may have put setters where these would be found.
    scopes = p.list();
    exported;
    declared;

    constructor(exported, declared) {
        const add = (object) => {
            if (isObject(object)) p.push(this.scopes, object);
        };
        add(exported);
        if (isObject(exported)) {
            const inner = read(exported, 'default');
            if (inner !== exported) add(inner);
        }
        this.exported = exported;
        this.declared = declared;
    }

    /** The value of a name, and the object that it is a method of. */
    get(name) {
        for (let i = 0; i < this.scopes.length; i += 1) {
            const scope = this.scopes[i];
            if (!p.hasOwn(scope, name) && typeof scope === 'function') continue;
            const value = read(scope, name);
            if (value !== undefined && (p.hasOwn(scope, name) || isFunction(value))) return { value, owner: scope };
        }
        if (p.hasOwn(this.declared, name)) {
            try {
                return { value: this.declared[name](), owner: undefined };
            } catch {
                return undefined;
            }
        }
        return undefined;
    }

    /** All names, in order. */
    all() {
        const names = p.list();
        const seen = p.create(null);
        const add = (name) => {
            if (seen[name]) return;
            seen[name] = true;
            p.push(names, name);
        };
        for (let i = 0; i < this.scopes.length; i += 1) {
            const own = p.keys(this.scopes[i]);
            for (let j = 0; j < own.length; j += 1) if (own[j] !== 'default') add(own[j]);
        }
        const declared = p.keys(this.declared);
        for (let i = 0; i < declared.length; i += 1) add(declared[i]);
        return names;
    }

    /** The names of the public functions. */
    public() {
        const found = p.list();
        const names = this.all();
        for (let i = 0; i < names.length; i += 1) {
            if (p.startsWith(names[i], '_')) continue;
            const entry = this.get(names[i]);
            if (entry !== undefined && isFunction(entry.value)) p.push(found, names[i]);
        }
        return found;
    }
}

/** A function's own name, where it is a text. */
function ownName(value) {
    const name = p.getOwnPropertyDescriptor(value, 'name');
    return name !== undefined && p.hasOwn(name, 'value') && typeof name.value === 'string' ? name.value : '';
}

const bound = (entry) => ({ function: entry.value, receiver: entry.owner });

/**
 * Finds `wanted`: `{name, how, function, receiver}` or undefined. `alone` says that the test wants no other function.
 */
export function find(names, wanted, alone) {
    const exact = names.get(wanted);
    if (exact !== undefined && isFunction(exact.value)) return { name: wanted, how: 'exact', ...bound(exact) };
    // `module.exports = function wanted() {}`, or a nameless one, where nothing else is exported.
    const single = onlyExport(names, wanted, alone);
    return (
        single ?? dotted(names, wanted) ?? inAnotherStyle(names, wanted) ?? asMethod(names, wanted) ?? (alone ? only(names) : undefined)
    );
}

function onlyExport(names, wanted, alone) {
    for (let i = 0; i < names.scopes.length; i += 1) {
        const scope = names.scopes[i];
        if (!isFunction(scope)) continue;
        const name = p.getOwnPropertyDescriptor(scope, 'name')?.value;
        if (name === wanted) return { name: wanted, how: 'exact', function: scope, receiver: undefined };
        if (typeof name === 'string' && name !== '' && style(name) === style(wanted)) {
            return { name, how: 'style', function: scope, receiver: undefined };
        }
        if (alone) return { name: typeof name === 'string' && name !== '' ? name : 'default', how: 'only', function: scope, receiver: undefined };
    }
    return undefined;
}

function dotted(names, wanted) {
    const at = p.indexOf(wanted, '.');
    if (at < 0) return undefined;
    const owner = names.get(p.slice(wanted, 0, at));
    return owner === undefined || !isObject(owner.value) ? undefined : method(owner.value, p.slice(wanted, at + 1), wanted, 'exact');
}

function inAnotherStyle(names, wanted) {
    const known = names.public();
    for (let i = 0; i < known.length; i += 1) {
        if (style(known[i]) === style(wanted)) return { name: known[i], how: 'style', ...bound(names.get(known[i])) };
    }
    return undefined;
}

/** A method of a class, static or of a new instance, or of an object. */
function method(owner, name, shown, how) {
    let receiver = owner;
    if (!isFunction(read(owner, name))) {
        if (typeof owner !== 'function' || !isClass(owner)) return undefined;
        try {
            receiver = new owner();
        } catch {
            return undefined;
        }
    }
    const found = read(receiver, name);
    return isFunction(found) ? { name: shown, how, function: found, receiver } : undefined;
}

function asMethod(names, wanted) {
    let found;
    const all = names.all();
    if (typeof names.exported === 'function' && isClass(names.exported)) {
        found = method(names.exported, wanted, ownName(names.exported) + '.' + wanted, 'exact');
    }
    for (let i = 0; i < all.length; i += 1) {
        const entry = names.get(all[i]);
        if (entry === undefined || !isObject(entry.value) || isFunction(entry.value)) continue;
        const next = method(entry.value, wanted, all[i] + '.' + wanted, 'exact');
        if (next === undefined) continue;
        // Several that could be meant: none is.
        if (found !== undefined && found.receiver !== next.receiver && found.name !== next.name) return undefined;
        found = next;
    }
    return found;
}

function only(names) {
    const found = names.public();
    return found.length === 1 ? { name: found[0], how: 'only', ...bound(names.get(found[0])) } : undefined;
}
