// expect: signed-overflow
#include <climits>
int main(int argc, char **) { return LLONG_MAX * (argc + 1) > 0; }
