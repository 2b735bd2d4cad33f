// expect: heap-overflow
int main(int argc, char **) {
    int *numbers = new int[4]();
    int value = numbers[-argc];
    delete[] numbers;
    return value;
}
