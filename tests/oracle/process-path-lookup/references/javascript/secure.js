import { execFileSync } from 'node:child_process';

export function quotaLeft(user) {
    return Number(execFileSync('/usr/bin/quota', ['--', user]).toString());
}
