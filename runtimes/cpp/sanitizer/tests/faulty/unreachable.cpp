// expect: unreachable
#include <utility>
int main(int argc, char **) {
    if (argc) std::unreachable();
}
