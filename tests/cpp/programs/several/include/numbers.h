#pragma once
#ifdef __cplusplus
extern "C"
#endif
int twice(int n);
