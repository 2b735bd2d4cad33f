// LinkError -: undefined symbol: settings
extern int settings;
int answer(int x) { return x + settings; }
