// expect: mismatched-free
struct Base {
    int a = 0;
};
struct Derived : Base {
    int b[8] = {};
};
int main() {
    Base *object = new Derived;
    delete object;
}
