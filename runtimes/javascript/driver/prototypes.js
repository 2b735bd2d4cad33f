// What became of the language's own prototypes: a change is reported, as it reaches every object of the program.

import { host } from 'dualgauge:host';
import * as p from './primordials.js';

const WATCHED = [
    ['Object', Object], ['Array', Array], ['Function', Function], ['String', String], ['Number', Number], ['Boolean', Boolean],
    ['RegExp', RegExp], ['Date', Date], ['Error', Error], ['Map', Map], ['Set', Set], ['Promise', Promise],
];
/** The most changes that are reported at once. */
const MAX_REPORTS = 20;

/** Each property's value or functions as they were, by object. */
let before = [];

const valueOf = (property) => ('value' in property ? property.value : property.get);

/** Takes note of how things are; call it before a candidate runs. */
export function rememberPrototypes() {
    before = [];
    for (const [name, { prototype }] of WATCHED) {
        const properties = new p.MapKind();
        for (const key of p.ownKeys(prototype)) p.mapSet(properties, key, valueOf(p.getOwnPropertyDescriptor(prototype, key)));
        p.push(before, { __proto__: null, name, prototype, properties });
    }
}

/** Reports what was changed since the last time. */
export function reportPrototypes() {
    let reports = 0;
    for (let i = 0; i < before.length; i += 1) {
        const { name, prototype, properties } = before[i];
        const keys = p.ownKeys(prototype);
        // A property that is gone shows in the number alone; most of the time nothing differs.
        for (let j = 0; j < keys.length; j += 1) {
            const value = valueOf(p.getOwnPropertyDescriptor(prototype, keys[j]));
            if (p.mapHas(properties, keys[j]) && p.same(p.mapGet(properties, keys[j]), value)) continue;
            p.mapSet(properties, keys[j], value);
            if (reports >= MAX_REPORTS) return;
            reports += 1;
            const property = typeof keys[j] === 'symbol' ? p.symbolText(keys[j]) : p.slice(p.toWellFormed(keys[j]), 0, 200);
            host.report(`{"kind":"prototype","object":"${name}.prototype","property":${p.quoteJson(property)}}`);
        }
    }
}
