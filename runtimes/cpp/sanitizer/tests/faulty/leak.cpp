// expect: leak
int main() {
    int *volatile lost = new int[100];
    lost = nullptr;
}
