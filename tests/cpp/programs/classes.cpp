// Types at run time: dynamic_cast, typeid, virtual and multiple inheritance, pointers to members.
#include <cstdint>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <typeindex>
#include <typeinfo>
#include <unordered_map>
#include <vector>

struct Shape {
    virtual ~Shape() = default;
    virtual double area() const = 0;
    virtual std::string name() const { return "shape"; }
};
struct Named {
    std::string label = "label";
    virtual ~Named() = default;
};
struct Square : Shape, Named {
    double side = 2;
    double area() const override { return side * side; }
    std::string name() const override { return "square"; }
};
struct Circle final : Shape {
    double area() const override { return 3; }
};

struct Top {
    int value;
    explicit Top(int value) : value(value) { std::cout << "Top " << value << '\n'; }
    virtual ~Top() = default;
    virtual std::string who() const { return "top"; }
};
struct Left : virtual Top {
    Left() : Top(1) {}
    std::string who() const override { return "left"; }
};
struct Right : virtual Top {
    Right() : Top(2) {}
};
struct Bottom : Left, Right {
    Bottom() : Top(3) {}
};

struct Base {
    Base() { std::cout << hook() << ' '; }
    virtual ~Base() { std::cout << hook() << '\n'; }
    virtual const char *hook() const { return "Base's"; }
};
struct Derived : Base {
    Derived() { std::cout << hook() << ' '; }
    ~Derived() override { std::cout << hook() << ' '; }
    const char *hook() const override { return "Derived's"; }
};

struct Account {
    int balance = 10;
    int add(int amount) { return balance += amount; }
    friend std::ostream &operator<<(std::ostream &out, const Account &account) { return out << "account of " << account.balance; }
    auto operator<=>(const Account &) const = default;
};

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};

int main() {
    std::vector<std::unique_ptr<Shape>> shapes;
    shapes.push_back(std::make_unique<Square>());
    shapes.push_back(std::make_unique<Circle>());
    for (const auto &shape : shapes) {
        std::cout << shape->name() << ' ' << shape->area() << ' ' << (typeid(*shape) == typeid(Square)) << ' ';
        std::cout << (dynamic_cast<Circle *>(shape.get()) != nullptr) << ' ';
        if (auto named = dynamic_cast<Named *>(shape.get())) std::cout << named->label;
        std::cout << '\n';
    }
    Named *named = dynamic_cast<Named *>(shapes[0].get());
    std::cout << (dynamic_cast<void *>(named) == dynamic_cast<void *>(shapes[0].get())) << (static_cast<void *>(named) == shapes[0].get()) << '\n';
    std::unordered_map<std::type_index, int> counts{{typeid(int), 4}, {typeid(Square), 5}};
    std::cout << counts.at(typeid(*shapes[0])) << typeid(int).name() << typeid(const int &).before(typeid(int)) << '\n';
    try {
        std::cout << typeid(*static_cast<Shape *>(nullptr)).name();
    } catch (const std::bad_typeid &) {
        std::cout << "bad_typeid\n";
    }
    Bottom bottom;
    Top &top = bottom;
    std::cout << top.who() << bottom.value << (&static_cast<Left &>(bottom).value == &static_cast<Right &>(bottom).value) << '\n';
    std::cout << (dynamic_cast<Right *>(static_cast<Left *>(&bottom)) != nullptr) << '\n';
    { Derived derived; }
    int (Account::*method)(int) = &Account::add;
    int Account::*field = &Account::balance;
    Account account;
    std::cout << (account.*method)(5) << account.*field << std::invoke(&Account::add, account, 1) << ' ' << account << (account > Account{}) << '\n';
    Overloaded visit{[](int) { return "int"; }, [](const std::string &) { return "text"; }};
    std::cout << visit(1) << visit(std::string()) << '\n';
}
