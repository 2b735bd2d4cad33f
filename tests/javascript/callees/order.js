// The event loop: what runs when, and virtual time.
import { readFile } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

// order [] -> ["sync", "tick", "then", "micro", "timeout 0", "immediate", "timeout 5", "timeout 10"]
export async function order() {
    const seen = [];
    setTimeout(() => seen.push('timeout 10'), 10);
    setTimeout(() => seen.push('timeout 5'), 5);
    setTimeout(() => seen.push('timeout 0'), 0);
    setImmediate(() => seen.push('immediate'));
    process.nextTick(() => seen.push('tick'));
    Promise.resolve().then(() => seen.push('then'));
    queueMicrotask(() => seen.push('micro'));
    seen.push('sync');
    await pause(50);
    return seen;
}

// ticks_and_promises [] -> ["tick 1", "promise 1", "tick 2", "promise 2"]
export function ticks_and_promises() {
    const seen = [];
    return new Promise((resolve) => {
        setTimeout(() => {
            process.nextTick(() => {
                seen.push('tick 1');
                Promise.resolve().then(() => {
                    seen.push('promise 1');
                    process.nextTick(() => {
                        seen.push('tick 2');
                        Promise.resolve().then(() => seen.push('promise 2'));
                    });
                });
            });
        });
        setTimeout(() => resolve(seen), 5);
    });
}

// from_input [] -> ["immediate", "timeout"]
export function from_input() {
    const seen = [];
    return new Promise((resolve) => {
        readFile('/etc/passwd', () => {
            setTimeout(() => {
                seen.push('timeout');
                resolve(seen);
            }, 0);
            setImmediate(() => seen.push('immediate'));
        });
    });
}

// hours [] -> true
export async function hours() {
    const [wall, steady, precise] = [Date.now(), performance.now(), process.hrtime.bigint()];
    await pause(3 * 3_600_000);
    const passed = [Date.now() - wall, performance.now() - steady, Number(process.hrtime.bigint() - precise) / 1e6];
    return passed.every((one) => one >= 10_799_999 && one < 10_801_000);
}

// repeats [] -> [5, true]
export function repeats() {
    return new Promise((resolve) => {
        let n = 0;
        const begun = Date.now();
        const timer = setInterval(() => {
            n += 1;
            if (n === 5) {
                clearInterval(timer);
                resolve([n, Date.now() - begun >= 50 && Date.now() - begun < 55]);
            }
        }, 10);
    });
}

// cleared [] -> []
export async function cleared() {
    const seen = [];
    const timer = setTimeout(() => seen.push('timer'), 1);
    const immediate = setImmediate(() => seen.push('immediate'));
    clearTimeout(timer);
    clearImmediate(immediate);
    await pause(5);
    return seen;
}

// arguments_of_timers [] -> [1, "two", 3]
export function arguments_of_timers() {
    return new Promise((resolve) => setTimeout((a, b) => setImmediate((c) => resolve([a, b, c]), 3), 1, 1, 'two'));
}

// refreshed [] -> true
export function refreshed() {
    const begun = Date.now();
    return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(Date.now() - begun >= 18), 10);
        setTimeout(() => timer.refresh(), 8);
    });
}

// aborted [] -> "AbortError"
export async function aborted() {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    try {
        await pause(1_000_000, null, { signal: controller.signal });
    } catch (error) {
        return error.name;
    }
    return 'none';
}

// timed_out [] -> "TimeoutError"
export async function timed_out() {
    const signal = AbortSignal.timeout(20);
    await pause(30);
    return signal.reason.name;
}
