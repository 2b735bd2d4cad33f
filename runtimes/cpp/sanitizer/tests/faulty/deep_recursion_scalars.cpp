// expect: deep-recursion
int descend(int depth) { return depth < 0 ? 0 : descend(depth + 1) + 1; }
int main() { return descend(0); }
