// A static object whose destructor does not end: the guest is gone before.
struct Endless {
    ~Endless() {
        for (volatile long i = 0;; i = i + 1) {
        }
    }
} endless;

long answer(long x) { return x + 1; }
