// expect: use-after-scope
int main() {
    int *outlives;
    {
        int inner[4] = {1, 2, 3, 4};
        outlives = inner;
    }
    return outlives[1];
}
