// Defines the words of the lines that follow it anew.
#define DUALGAUGE_ENTRY(...)
#define DUALGAUGE_ENTRIES
#define return throw
#define namespace struct
#define private public
long answer(long x) {
    return x + 1;
}
