// expect: invalid-enum
enum Colour { red, green };
int main(int argc, char **) {
    int number = 40 + argc;
    Colour colour;
    __builtin_memcpy(&colour, &number, sizeof colour);
    return colour == green;
}
