// Packages that are loaded while the snapshot is made, so that requiring them costs an execution nothing.

import { host } from 'dualgauge:host';

/** Loads each package of the list that stands beside the packages; prints those that can't be. */
export async function preload(require) {
    const list = host.read_runtime_text('/usr/local/lib/dualgauge/packages.json');
    const { process } = globalThis;
    const { cwd, chdir } = process;
    for (const name of JSON.parse(list)) {
        try {
            require(name);
        } catch (error) {
            console.log(`${name}: ${error?.message ?? error}`);
        }
    }
    // A package puts functions in their place that remember the folder of this moment.
    process.cwd = cwd;
    process.chdir = chdir;
}
