// expect: null-pointer
struct Point {
    int x, y;
};
int main() {
    Point *volatile point = nullptr;
    return point->y;
}
