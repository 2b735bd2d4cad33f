// expect: clean
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct person {
    char name[12];
    int age;
};
static int by_age(const void *a, const void *b) { return ((const struct person *)a)->age - ((const struct person *)b)->age; }
static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }
int main(void) {
    struct person people[5] = {{"a", 30}, {"b", 20}, {"c", 50}, {"d", 10}, {"e", 40}}, key = {"", 50};
    const char *words[] = {"pear", "fig", "apple"};
    qsort(people, 5, sizeof people[0], by_age);
    qsort(words, 3, sizeof words[0], by_text);
    struct person *found = bsearch(&key, people, 5, sizeof people[0], by_age);
    printf("%s %s %s\n", people[0].name, words[0], found->name);
    return 0;
}
