// expect: stack-overflow
int sum(const int *numbers, int count) {
    int total = 0;
    for (int i = 0; i <= count; i++) total += numbers[i];
    return total;
}
int main() {
    int numbers[8] = {};
    return sum(numbers, 8);
}
