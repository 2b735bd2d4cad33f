// expect: global-overflow
int table[10];
int *end = table + 10;
int main() { return *end; }
