# The tag of C++ exceptions: LLVM's C++ runtime expects the linker's user to define it.
	.globl	__cpp_exception
	.tagtype	__cpp_exception i32
__cpp_exception:
