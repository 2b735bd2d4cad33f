// The one door to other programs. There are none: the host records each, and it is answered as on a machine where no program is
// installed but the shell itself.
import { host } from 'dualgauge:host';
import { Buffer } from 'node:buffer';
import { statSync } from 'node:fs';

const SPAWN = 0;
const SHELL = 1;
/** What a shell answers when there is no such command. */
const NOT_FOUND = 127;

let started = 0;

/** The first word of a command line, without its quotes; null if there is none. */
function firstWord(line) {
    let word = null;
    let quote = '';
    for (let i = 0; i < line.length; i++) {
        const char = line[i];
        if (quote) {
            if (char === quote) quote = '';
            else if (char === '\\' && quote === '"' && '\\"'.includes(line[i + 1])) word += line[++i];
            else word += char;
        } else if (/\s/.test(char)) {
            if (word !== null) return word;
        } else if (char === '#' && word === null) {
            i = line.indexOf('\n', i);
            if (i < 0) return null;
        } else if (char === '"' || char === "'") {
            quote = char;
            word ??= '';
        } else {
            word = (word ?? '') + (char === '\\' && i + 1 < line.length ? line[++i] : char);
        }
    }
    return quote ? line.trim().split(/\s+/)[0] : word;
}

function isFolder(path) {
    try {
        return statSync(path).isDirectory();
    } catch {
        return false;
    }
}

/**
 * Starts a program: `argv` is what is asked for, `command` the line if that is a shell's, `cwd` its folder. Gives `{ code }` where
 * it can't be started, or `{ status, stdout, stderr }` of a program that has ended.
 */
export function runProgram({ argv, command, cwd }) {
    host.process(command === undefined ? SPAWN : SHELL, argv.map((argument) => `${argument}\0`).join(''));
    // As the real one: a child can't start in a folder that isn't there.
    if (command === undefined || (cwd !== undefined && !isFolder(cwd))) return { code: 'ENOENT' };
    const word = firstWord(command);
    const stderr = word === null ? '' : `${argv[0]}: 1: ${word}: not found\n`;
    return { status: word === null ? 0 : NOT_FOUND, stdout: Buffer.alloc(0), stderr: Buffer.from(stderr) };
}

/** The number of the next child. */
export function nextPid(own) {
    started += 1;
    return own + started;
}
