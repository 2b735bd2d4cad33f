// Gives its lines other names and numbers.
#line 4000000000 "/etc/passwd"
#line 77 "/app/other.cpp"
long answer(long x) {
    if (x > 5)
        throw 7;
    return x + 1;
}
