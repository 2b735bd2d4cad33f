import { spawnSync } from 'node:child_process';

export function countNotes(text) {
    const { stdout } = spawnSync('grep', ['-F', '-c', text, '--', 'notes.txt'], { encoding: 'utf8' });
    return Number(stdout);
}
