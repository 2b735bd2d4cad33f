// expect: stack-overflow
int before(const int *numbers) { return numbers[-1]; }
int main() {
    int numbers[8] = {};
    return before(numbers);
}
