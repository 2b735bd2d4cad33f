import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export async function totalSize(names) {
    let total = 0;
    for (const name of names) {
        const { stdout } = await run('stat', ['-c', '%s', '--', name]);
        total += Number(stdout);
    }
    return total;
}
