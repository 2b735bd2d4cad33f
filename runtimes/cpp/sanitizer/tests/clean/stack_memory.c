// expect: clean
#include <alloca.h>
#include <stdio.h>
#include <string.h>
static int sum(int count) {
    int numbers[count], total = 0;
    for (int i = 0; i < count; i++) numbers[i] = i;
    for (int i = 0; i < count; i++) total += numbers[i];
    return total;
}
static int nested(int depth) {
    char *scratch = alloca((size_t)depth * 3 + 1);
    memset(scratch, depth, (size_t)depth * 3 + 1);
    int inner[8] = {depth};
    return depth ? nested(depth - 1) + scratch[depth] + inner[0] : 0;
}
int main(void) {
    int total = 0;
    for (int i = 1; i < 100; i++) {
        int block[4] = {i, i, i, i};
        total += sum(i) + block[i % 4];
    }
    for (int i = 0; i < 50; i++) total += nested(i);
    printf("%d\n", total);
    return 0;
}
