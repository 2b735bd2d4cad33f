// LinkError -: undefined symbol: helper(int)
int helper(int);
int answer(int x) { return helper(x); }
