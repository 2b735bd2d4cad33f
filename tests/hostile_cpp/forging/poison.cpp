// Forbids names that the lines after it use.
long answer(long x) { return x + 1; }

#pragma GCC poison dualgauge entry DUALGAUGE_ENTRY DUALGAUGE_ENTRIES answer
