// expect: deep-recursion
int descend(int depth) {
    char large[4096];
    large[depth % 4096] = 1;
    return descend(depth + 1) + large[0];
}
int main() { return descend(0); }
