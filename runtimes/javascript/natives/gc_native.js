import { host } from 'dualgauge:host';

/** Collects what is unreachable. Not a global, as in a Node that was started without `--expose-gc`. */
export const gc = () => host.gc();
