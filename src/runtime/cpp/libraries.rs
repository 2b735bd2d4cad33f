//! The libraries that are compiled from their sources at set-up: LLVM's C++ runtime with exceptions, SQLite.

use super::declarations::Dialect;
use super::flags::{own_headers, target, tool, words};

/// Where the sources are in the compiler's file system.
pub(super) const SOURCES: &str = "/src";

/// One source to compile.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The object's name.
    pub(super) object: String,
    /// The whole command but for the output.
    pub(super) command: Vec<String>,
}

/// What is taken from libc++, the slowest to compile first.
const LIBCXX: &str = "locale regex charconv string ios.instantiations fstream iostream filesystem/operations strstream \
    random filesystem/path memory_resource chrono print ryu/d2fixed future valarray algorithm any atomic barrier bind \
    call_once condition_variable condition_variable_destructor error_category exception expected \
    filesystem/directory_entry filesystem/directory_iterator filesystem/filesystem_clock filesystem/filesystem_error \
    functional hash ios memory mutex mutex_destructor new_handler new_helpers optional ostream random_shuffle ryu/d2s \
    ryu/f2s shared_mutex stdexcept system_error thread typeinfo variant vector";

/// What is taken from libc++abi: with exceptions, so without `cxa_noexception`.
const LIBCXXABI: &str = "cxa_demangle private_typeinfo cxa_personality cxa_exception cxa_aux_runtime \
    cxa_default_handlers cxa_exception_storage cxa_guard cxa_handlers cxa_vector cxa_virtual stdlib_exception \
    stdlib_stdexcept stdlib_typeinfo abort_message fallback_malloc stdlib_new_delete cxa_thread_atexit";

/// Types of exceptions are compared by name: a candidate and the runtime module each may hold a type's description.
const OPTIMISED: &str =
    "-O2 -DNDEBUG -w -D_LIBCPP_TYPEINFO_COMPARISON_IMPLEMENTATION=2 -fvisibility=hidden";

const CXX: &str = "-std=c++23 -nostdinc++ -I/src/libcxx/src -isystem /usr/include/c++/v1 -I/src/libcxx/libc \
    -D_LIBCPP_BUILDING_LIBRARY -D_LIBCPP_REMOVE_TRANSITIVE_INCLUDES -DLIBC_NAMESPACE=__llvm_libc_common_utils \
    -DLIBCXX_BUILDING_LIBCXXABI -D_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS -D_LIBCXXABI_DISABLE_VISIBILITY_ANNOTATIONS \
    -D_LIBUNWIND_DISABLE_VISIBILITY_ANNOTATIONS -fvisibility-inlines-hidden -faligned-allocation";

const ABI: &str = "-D_LIBCXXABI_BUILDING_LIBRARY -I/src/libcxxabi/include -I/src/libcxxabi/src \
    -I/src/libunwind/include -D_LIBCPP_ENABLE_CXX17_REMOVED_UNEXPECTED_FUNCTIONS";

const UNWIND: &str = "-std=c17 -I/src/libunwind/include -I/src/libunwind/src -fexceptions \
    -D_LIBUNWIND_IS_NATIVE_ONLY -D_LIBUNWIND_HIDE_SYMBOLS";

/// One user, no threads, nothing loaded at run time, temporary tables in memory.
pub(in crate::runtime) const SQLITE: &str = "-std=c17 -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_WAL -DSQLITE_OMIT_LOAD_EXTENSION \
    -DSQLITE_MAX_MMAP_SIZE=0 -DSQLITE_TEMP_STORE=3 -DLONGDOUBLE_TYPE=double -DSQLITE_ENABLE_COLUMN_METADATA \
    -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_DQS=3";

/// Everything to compile, the slowest first.
pub(super) fn sources() -> Vec<Source> {
    let mut sources = vec![source(
        "sqlite3",
        Dialect::C,
        &[SQLITE, "-O1 -w"],
        "/src/sqlite3.c",
    )];
    for name in words(LIBCXX) {
        let path = format!("/src/libcxx/src/{name}.cpp");
        let object = format!("cxx-{}", name.replace('/', "-"));
        sources.push(source(&object, Dialect::Cpp, &[OPTIMISED, CXX], &path));
    }
    for name in words(LIBCXXABI) {
        let path = format!("/src/libcxxabi/src/{name}.cpp");
        let object = format!("abi-{name}");
        sources.push(source(&object, Dialect::Cpp, &[OPTIMISED, CXX, ABI], &path));
    }
    let path = "/src/libunwind/src/Unwind-wasm.c";
    sources.push(source("unwind", Dialect::C, &[OPTIMISED, UNWIND], path));
    sources
}

fn source(object: &str, dialect: Dialect, flags: &[&str], path: &str) -> Source {
    let mut command = vec![tool(dialect).to_owned()];
    command.extend(target());
    command.extend(own_headers());
    for flags in flags {
        command.extend(words(flags));
    }
    command.extend(["-c".to_owned(), path.to_owned()]);
    Source {
        object: format!("{object}.o"),
        command,
    }
}
