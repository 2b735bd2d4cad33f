// expect: out-of-bounds
struct Record {
    int values[4];
    int secret;
};
int main(int argc, char **) {
    Record record{{1, 2, 3, 4}, 5};
    return record.values[3 + argc];
}
