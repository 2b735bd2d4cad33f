// CompileError 2: 'boost/algorithm/string.hpp' file not found
#include <boost/algorithm/string.hpp>
int answer(int x) { return x; }
