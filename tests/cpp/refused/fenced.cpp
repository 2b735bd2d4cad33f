// CompileError 2: expected unqualified-id
```cpp
int answer(int x) { return x; }
```
