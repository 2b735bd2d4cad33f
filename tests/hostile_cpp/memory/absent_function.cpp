// Calls through an index that is beyond the table.
long answer(long x) {
    auto *function = reinterpret_cast<long (*)(long)>(0x7fffffff);
    return function(x);
}
