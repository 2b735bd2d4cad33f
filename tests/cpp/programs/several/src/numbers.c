#include <numbers.h>

int twice(int class) { return class * 2; }
