// The machine that the sandbox pretends to be; the same as for the other languages.
import { monotonic } from 'dualgauge:process_state';

const UPTIME_BEFORE = 86_400;

export const arch = () => 'x64';
export const available_parallelism = () => 1;
export const endianness = () => 'LE';
export const platform = () => 'linux';
export const release = () => '6.1.0';
export const type_ = () => 'Linux';
export const hostname = () => 'sandbox';
export const homedir = () => '/home/user';
export const machine = () => 'x86_64';
export const version = () => '#1 SMP';
/** Seconds since the machine started. */
export const uptime = () => UPTIME_BEFORE + Math.floor(Number(monotonic() / 10_000_000n)) / 100;
