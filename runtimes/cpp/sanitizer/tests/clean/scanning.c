// expect: clean
#include <stdio.h>
int main(void) {
    int number, hexadecimal, length;
    long long big;
    float single;
    double real;
    char word[8], set[16], letter, fixed[3];
    unsigned char byte;
    int got = sscanf("12 ff 12345678901 1.5 2.5 seven-7 abcabc,x", "%d %x %lld %f %lf %7[a-z]-%*d %15[abc],%c%n", &number,
                     &hexadecimal, &big, &single, &real, word, set, &letter, &length);
    got += sscanf("200 xyz", "%hhu %3c", &byte, fixed);
    printf("%d %d %x %lld %f %f %s %s %c %d %d\n", got, number, hexadecimal, big, single, real, word, set, letter, byte, length);
    return 0;
}
