#pragma once
#define BESIDE "beside "
