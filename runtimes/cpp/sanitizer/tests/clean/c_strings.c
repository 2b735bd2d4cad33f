// expect: clean
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
int main(void) {
    char text[64] = "one,two;three", copy[14], *rest;
    strcpy(copy, text);
    strncpy(copy, "short", sizeof copy);
    strcat(text, ",four");
    strncat(text, "five and more", 4);
    for (char *part = strtok(text, ",;"); part; part = strtok(NULL, ",;")) printf("%s ", part);
    char again[] = "a:b:c";
    for (char *part = strtok_r(again, ":", &rest); part; part = strtok_r(NULL, ":", &rest)) printf("%s ", part);
    char *copied = strdup("duplicate"), *cut = strndup("duplicate", 3);
    char partial[4] = {'a', 'b', 'c', 'd'};
    printf("%zu %d %d %s %s %s %p %zu\n", strnlen(partial, 4), strncmp(partial, "abcd", 4), strcasecmp("ABC", "abc"),
           strstr(copied, "cat"), strrchr(copied, 'c'), cut, memchr(partial, 'd', 4), strspn("aab", "a"));
    memmove(copy + 1, copy, 5);
    memcpy(partial, "wxyz", 4);
    printf("%ld %lu %f %d %s\n", strtol("  -42x", &rest, 10), strtoul("0xff", NULL, 0), strtod("1e3", NULL), atoi("77"), rest);
    free(copied);
    free(cut);
    return 0;
}
