// expect: clean
#include <iostream>
#include <string>
#include <typeinfo>
#include <vector>
struct Animal {
    virtual ~Animal() = default;
    virtual std::string sound() const { return "nothing"; }
};
struct Flying : virtual Animal {
    int wings = 2;
};
struct Swimming : virtual Animal {
    int fins = 1;
};
struct Duck : Flying, Swimming {
    std::string sound() const override { return "quack"; }
};
template <class T, std::size_t N> struct Fixed {
    T items[N] = {};
    T *begin() { return items; }
    T *end() { return items + N; }
};
enum class Level : unsigned char { low = 1, high = 200 };
static std::vector<std::string> at_start{"static", "initialiser"};
int main() {
    Animal *animal = new Duck;
    std::cout << animal->sound() << (dynamic_cast<Swimming *>(animal) ? 1 : 0) << typeid(*animal).name() << '\n';
    delete animal;
    auto *ducks = new Duck[3];
    delete[] ducks;
    auto *texts = new std::string[4]{"a", "b"};
    delete[] texts;
    Fixed<int, 5> fixed;
    for (int &item : fixed) item++;
    alignas(Duck) unsigned char memory[sizeof(Duck)];
    auto *placed = new (memory) Duck;
    placed->~Duck();
    int Fixed<int, 5>::*none = nullptr;
    std::cout << fixed.items[4] << at_start.size() << static_cast<int>(Level::high) << (none == nullptr) << '\n';
}
