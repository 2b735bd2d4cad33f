// CompileError 4: expected ';'
int answer(int x) {
    int result = x + 1;
    result += 1
    return result;
}
