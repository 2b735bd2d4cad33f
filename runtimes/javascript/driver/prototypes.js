// What became of the language's own prototypes: a change is reported, as it reaches every object of the program.

import { host } from 'dualgauge:host';
import * as p from './primordials.js';

const WATCHED = [
    ['Object', Object], ['Array', Array], ['Function', Function], ['String', String], ['Number', Number], ['Boolean', Boolean],
    ['RegExp', RegExp], ['Date', Date], ['Error', Error], ['Map', Map], ['Set', Set], ['Promise', Promise],
];
/** The most changes that are reported at once. */
const MAX_REPORTS = 20;

/** With more properties a prototype isn't looked at in detail any more. */
const MAX_PROPERTIES = 1000;

/** Each prototype with its properties as they are before a candidate runs. */
const before = [];

/** Takes note of how things are, while the snapshot is made. */
export function rememberPrototypes() {
    before.length = 0;
    for (const [name, { prototype }] of WATCHED) {
        const entry = { __proto__: null, name, prototype, flooded: false };
        remember(entry);
        p.push(before, entry);
    }
}

/** The prototypes, for the host: it says when there is something to report. */
export const watched = () => WATCHED.map(([, { prototype }]) => prototype);

function remember(entry) {
    entry.keys = p.ownKeys(entry.prototype);
    /** Keys of properties that hold a value, with the values; those of accessors, with the getters. */
    entry.plain = p.list();
    entry.values = p.list();
    entry.accessors = p.list();
    entry.getters = p.list();
    for (let i = 0; i < entry.keys.length; i += 1) {
        const key = entry.keys[i];
        const property = p.getOwnPropertyDescriptor(entry.prototype, key);
        if (p.hasOwn(property, 'value')) {
            p.push(entry.plain, key);
            p.push(entry.values, property.value);
        } else {
            p.push(entry.accessors, key);
            p.push(entry.getters, property.get);
        }
    }
}

/** Whether a prototype is as it was. */
function isSame({ prototype, keys, plain, values, accessors, getters }) {
    const now = p.ownKeys(prototype);
    if (now.length !== keys.length) return false;
    for (let i = 0; i < keys.length; i += 1) if (now[i] !== keys[i]) return false;
    // By descriptors: what was a value may be a getter of the candidate's by now.
    for (let i = 0; i < plain.length; i += 1) {
        const property = p.getOwnPropertyDescriptor(prototype, plain[i]);
        if (!p.hasOwn(property, 'value') || property.value !== values[i]) return false;
    }
    for (let i = 0; i < accessors.length; i += 1) {
        const property = p.getOwnPropertyDescriptor(prototype, accessors[i]);
        if (!p.hasOwn(property, 'get') || property.get !== getters[i]) return false;
    }
    return true;
}

/** What each property holds, by its key. */
function contents({ plain, values, accessors, getters }) {
    const held = new p.MapKind();
    for (let i = 0; i < plain.length; i += 1) p.mapSet(held, plain[i], values[i]);
    for (let i = 0; i < accessors.length; i += 1) p.mapSet(held, accessors[i], getters[i]);
    return held;
}

/** Takes note of a change that the runtime makes itself. */
export function rememberPrototype(prototype) {
    for (let i = 0; i < before.length; i += 1) {
        if (before[i].prototype === prototype) remember(before[i]);
    }
}

/** Reports what was changed since the last time. */
export function reportPrototypes() {
    let reports = 0;
    for (let i = 0; i < before.length; i += 1) {
        const entry = before[i];
        if (entry.flooded || isSame(entry)) continue;
        const old = contents(entry);
        const found = p.ownKeys(entry.prototype);
        // With so many properties it is enough to have said so.
        entry.flooded = found.length > MAX_PROPERTIES;
        if (entry.flooded) {
            for (let j = 0; j < found.length && reports < MAX_REPORTS; j += 1) {
                if (p.mapHas(old, found[j])) continue;
                reports += 1;
                report(entry.name, found[j]);
            }
            continue;
        }
        remember(entry);
        const now = contents(entry);
        for (let j = 0; j < entry.keys.length; j += 1) {
            const key = entry.keys[j];
            const changed = !p.mapHas(old, key) || p.mapGet(old, key) !== p.mapGet(now, key);
            p.mapDelete(old, key);
            if (changed && (reports += 1) <= MAX_REPORTS) report(entry.name, key);
        }
        // What is left is gone.
        p.mapForEach(old, (_, key) => {
            if ((reports += 1) <= MAX_REPORTS) report(entry.name, key);
        });
    }
}

function report(name, key) {
    const property = typeof key === 'symbol' ? p.symbolText(key) : p.slice(p.toWellFormed(key), 0, 200);
    host.report('{"kind":"prototype","object":"' + name + '.prototype","property":' + p.quoteJson(property) + '}');
}
