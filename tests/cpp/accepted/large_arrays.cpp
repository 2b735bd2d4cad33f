// Arrays as contest programs have them.
static int table[5000][1000];
long long sums[1 << 20];
int answer(int x) {
    table[4999][999] = x;
    return table[4999][999] + sums[(1 << 20) - 1];
}
