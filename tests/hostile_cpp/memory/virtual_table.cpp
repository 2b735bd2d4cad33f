// Gives an object a virtual table of its own making.
struct Shape {
    virtual long area(long x) { return x; }
    virtual ~Shape() = default;
};

long answer(long x) {
    Shape *shape = new Shape;
    unsigned forged[8] = {123456789, 123456789, 123456789, 123456789};
    *reinterpret_cast<unsigned **>(shape) = forged;
    return shape->area(x);
}
