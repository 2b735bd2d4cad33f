import { execFileSync } from 'node:child_process';

export function totalSize(names) {
    const output = execFileSync('stat', ['-c', '%s', '--', ...names], { encoding: 'utf8' });
    return output.trim().split('\n').reduce((sum, line) => sum + Number(line), 0);
}
