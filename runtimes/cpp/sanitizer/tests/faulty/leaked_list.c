// expect: leak
#include <stdlib.h>
struct node {
    struct node *next;
};
static void build(void) {
    struct node *list = NULL;
    for (int i = 0; i < 10; i++) {
        struct node *node = malloc(sizeof *node);
        node->next = list;
        list = node;
    }
}
int main(void) {
    build();
    return 0;
}
