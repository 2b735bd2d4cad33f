// Barriers and hidden values, as benchmarks write them.
int answer(int x) {
    asm volatile("" ::: "memory");
    asm("" : "+r"(x));
    return x + 1;
}
