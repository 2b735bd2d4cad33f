// CompileError 3: use of undeclared identifier 'helper'
int answer(int x) {
    return helper(x);
}
