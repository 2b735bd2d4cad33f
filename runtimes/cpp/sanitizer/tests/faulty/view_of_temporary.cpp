// expect: use-after-free
#include <string>
#include <string_view>
std::string name() { return "a string too long for the small buffer"; }
int main() {
    std::string_view view = name();
    return view[0];
}
