// expect: signed-overflow
#include <climits>
int main(int argc, char **) { return INT_MAX + argc > 0; }
