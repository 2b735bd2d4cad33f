// expect: use-after-free
struct Node {
    int value;
    Node *next;
};
int main() {
    Node *node = new Node{1, nullptr};
    delete node;
    return node->value;
}
