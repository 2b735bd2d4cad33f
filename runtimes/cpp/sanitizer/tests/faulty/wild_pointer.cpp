// expect: wild-access
int main() {
    int *volatile pointer = reinterpret_cast<int *>(0x3000000);
    return *pointer;
}
