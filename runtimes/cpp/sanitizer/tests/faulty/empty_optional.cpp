// expect: hardening
#include <optional>
int main() {
    std::optional<int> nothing;
    return *nothing;
}
