// Static data of a gigabyte that are zero.
char data[1 << 30];

long answer(long x) { return x + 1 + data[5]; }
