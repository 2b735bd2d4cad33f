// CompileError 4: no viable conversion
#include <string>
int answer(int x) {
    std::string text = x;
    return text.size();
}
