/// Waiting in virtual time.
#pragma once

#include <poll.h>
#include <stdint.h>

/// Waits until one is ready, or for so many nanoseconds (UINT64_MAX: for ever); how many are ready.
int wait_for(struct pollfd *list, nfds_t count, uint64_t patience);
/// POLLIN if one of an epoll's descriptors is ready, and how long it takes until that may change.
int epoll_events(int number, uint64_t *later);
void epoll_close(int number);
