//! How C and C++ are compiled.

use super::declarations::Dialect;

/// Where the toolchain's headers and libraries are in the compiler's file system.
pub(in crate::runtime) const SYSROOT: &str = "/usr";
/// Where our own headers and sources are.
pub(super) const OWN: &str = "/usr/dualgauge";

/// One of the two builds of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Variant {
    /// As it would be shipped.
    Plain,
    /// With AddressSanitizer and UndefinedBehaviorSanitizer: memory and arithmetic mistakes are found and recorded.
    Sanitized,
}

impl Variant {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Plain, Self::Sanitized];

    /// Its name in paths and cache keys.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Sanitized => "sanitized",
        }
    }

    /// Where the precompiled header is.
    pub(super) fn precompiled(self) -> String {
        format!("{OWN}/{}.pch", self.name())
    }
}

/// The name that the compiler is called by.
pub(super) fn tool(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::C => "clang",
        Dialect::Cpp => "clang++",
    }
}

/// A list of words.
pub(in crate::runtime) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// What everything is compiled with: the target, and exceptions in the encoding of the standard.
pub(in crate::runtime) fn target() -> Vec<String> {
    words(&format!(
        "--target=wasm32-wasip1 --sysroot={SYSROOT} -fwasm-exceptions -mllvm -wasm-use-legacy-eh=false \
         -mllvm -wasm-enable-sjlj"
    ))
}

/// The headers of POSIX and OpenSSL that the sysroot lacks, and libc++'s way to report a failed check, before its own.
pub(super) fn own_headers() -> Vec<String> {
    words(&format!(
        "-isystem {OWN}/sanitizer/hardening/include -isystem {OWN}/include"
    ))
}

/// What a candidate and the precompiled header that it uses are compiled with.
///
/// Without optimisation, as compiling is most of a candidate's time, and because a sanitizer must see what was written.
pub(super) fn candidate(dialect: Dialect, variant: Variant) -> Vec<String> {
    let mut flags = target();
    flags.extend(own_headers());
    flags.extend(words(match dialect {
        Dialect::C => "-std=gnu17",
        Dialect::Cpp => {
            "-std=gnu++23 -D_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS \
             -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE \
             -D_LIBCPP_ENABLE_CXX17_REMOVED_AUTO_PTR -D_LIBCPP_ENABLE_CXX17_REMOVED_BINDERS \
             -D_LIBCPP_ENABLE_CXX17_REMOVED_RANDOM_SHUFFLE -D_LIBCPP_ENABLE_CXX20_REMOVED_TYPE_TRAITS"
        }
    }));
    flags.extend(words("-O0 -fPIC -w"));
    flags.extend(words(LENIENT));
    if variant == Variant::Sanitized {
        flags.extend(sanitizers());
    }
    flags
}

/// What is an error for clang and a warning for most other compilers. Narrowing above all: a size has 32 bits here.
const LENIENT: &str = "-Wno-c++11-narrowing -Wno-register -Wno-implicit-function-declaration -Wno-implicit-int \
    -Wno-int-conversion -Wno-incompatible-pointer-types -Wno-incompatible-function-pointer-types -Wno-return-type \
    -Wno-non-pod-varargs -Wno-reserved-user-defined-literal";

/// The sanitizers; `runtimes/cpp/sanitizer/README.md` says why each of them.
fn sanitizers() -> Vec<String> {
    words(&format!(
        "-fsanitize=address,undefined -fno-sanitize=vptr,function,nonnull-attribute \
         -fsanitize-address-use-after-return=never -fsanitize-ignorelist={OWN}/sanitizer/ignored.txt \
         -mllvm -asan-instrumentation-with-call-threshold=0 -mllvm -asan-max-inline-poisoning-size=0 \
         -ftrivial-auto-var-init=pattern"
    ))
}

/// The command, but for its output, that compiles a source of ours for the runtime module.
pub(super) fn own(dialect: Dialect, variant: Variant, path: &str) -> Vec<String> {
    let mut command = vec![tool(dialect).to_owned()];
    command.extend(target());
    command.extend(own_headers());
    if variant == Variant::Sanitized && dialect == Dialect::Cpp {
        command.extend(sanitizers());
    }
    if path.ends_with(".s") {
        command.extend(words("-mexception-handling"));
    } else {
        command.extend(words(match dialect {
            Dialect::C => "-std=gnu17",
            Dialect::Cpp => {
                "-std=gnu++23 -D_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS -D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE"
            }
        }));
        command.extend(words(&format!("-O2 -DNDEBUG -I{OWN}/runtime")));
        if path.contains("/sanitizer/") {
            command.extend(words("-fno-builtin -fno-delete-null-pointer-checks"));
        }
    }
    command.extend(["-c".to_owned(), path.to_owned()]);
    command
}

/// Which lines ran, and where in the source code stands; only for candidates' own code.
pub(super) const TRACED: &str = "-gline-tables-only -fprofile-instr-generate -fcoverage-mapping \
    -mllvm -profile-correlate=binary -mllvm -enable-single-byte-coverage";
