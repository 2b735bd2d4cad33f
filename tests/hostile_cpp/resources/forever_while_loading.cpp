// An initialiser that does not end.
struct Endless {
    Endless() {
        for (volatile long i = 0;; i = i + 1) {
        }
    }
} endless;

long answer(long x) { return x + 1; }
