// expect: clean
#include <stdio.h>
#include <string.h>
int main(void) {
    char name[20], line[64];
    int age;
    if (scanf("%19s %d", name, &age) != 2) return 1;
    getchar();
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        printf("%s %d [%s]\n", name, age, line);
    }
    return 0;
}
