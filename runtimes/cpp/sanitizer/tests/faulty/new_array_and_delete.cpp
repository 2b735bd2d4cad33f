// expect: mismatched-free
int main() {
    int *volatile numbers = new int[4];
    delete numbers;
}
