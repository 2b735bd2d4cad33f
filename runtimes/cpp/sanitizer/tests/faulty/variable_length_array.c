// expect: stack-overflow
static void fill(int *numbers, int count) {
    for (int i = 0; i <= count; i++) numbers[i] = i;
}
int main(int argc, char **argv) {
    int count = argc + 4, numbers[count];
    fill(numbers, count);
    return 0;
}
