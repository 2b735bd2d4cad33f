// Includes a file of the host.
#include "/etc/passwd"

long answer(long x) { return x + 1; }
