import { execFileSync } from 'node:child_process';

export function quotaLeft(user) {
    return Number(execFileSync('quota', ['--', user]).toString());
}
