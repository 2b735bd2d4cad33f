// Prints for ever.
#include <iostream>
#include <string>

long answer(long x) {
    std::string line(1 << 16, 'x');
    for (;;)
        std::cout << line << std::endl;
}
