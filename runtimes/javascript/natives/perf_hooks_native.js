// The clocks of `performance`, counted from the start of the execution.
import { sinceStart, timeOrigin } from 'dualgauge:process_state';

/** Milliseconds since 1970 at which the execution began. */
export const time_origin = () => timeOrigin();
/** Milliseconds since the execution began. */
export const monotonic_now = () => Number(sinceStart()) / 1e6;
