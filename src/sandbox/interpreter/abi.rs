//! The interpreter's exported functions.

use wasmtime::{AsContextMut, Instance, Memory, TypedFunc};

use crate::sandbox::SandboxError;
use crate::sandbox::state::State;

/// Declares the functions with their types.
macro_rules! abi {
    ($($(#[$doc:meta])* $field:ident = $name:literal: ($($param:ty),*) -> $result:ty;)*) => {
        /// The functions of one instance. Handles are pointers to boxes; 0 is an exception that is pending.
        #[derive(Clone)]
        pub(in crate::sandbox) struct Abi {
            pub(super) memory: Memory,
            $($(#[$doc])* pub(super) $field: TypedFunc<($($param,)*), $result>,)*
        }

        impl Abi {
            /// Finds them in an instance.
            pub(super) fn of(
                instance: &Instance,
                mut store: impl AsContextMut<Data = State>,
            ) -> Result<Self, SandboxError> {
                Ok(Self {
                    memory: instance.get_memory(&mut store, "memory").ok_or(SandboxError::Export("memory"))?,
                    $($field: instance
                        .get_typed_func(&mut store, $name)
                        .map_err(|_| SandboxError::Export($name))?,)*
                })
            }
        }
    };
}

abi! {
    malloc = "wasm_malloc": (u32) -> u32;
    free = "wasm_free": (u32) -> ();
    /// Text, length, name of the file, what it is ([`super::session::SCRIPT`] or module): the value.
    eval = "qjs_eval": (u32, u32, u32, u32) -> u32;
    /// Function, this, number of arguments, their handles: the result, which may be an exception's mark.
    call = "qjs_call": (u32, u32, u32, u32) -> u32;
    is_exception = "qjs_is_exception": (u32) -> u32;
    take_exception = "qjs_get_exception": () -> u32;
    throw = "qjs_throw": (u32) -> u32;
    free_value = "qjs_free_value": (u32) -> ();
    context = "qjs_get_context_ptr": () -> u32;
    runtime = "qjs_get_runtime_ptr": () -> u32;
    global = "qjs_get_global": () -> u32;
    get = "qjs_get_prop_string": (u32, u32) -> u32;
    get_at = "qjs_get_prop_uint32": (u32, u32) -> u32;
    /// The address of what a value points to; 0 where it points to nothing.
    value_at = "qjs_get_value_ptr": (u32) -> u32;
    set = "qjs_set_prop_string": (u32, u32, u32) -> u32;
    set_at = "qjs_set_prop_uint32": (u32, u32, u32) -> u32;
    /// The value and where its length goes: its text, to be freed by `free_text`; 0 where it has none.
    text = "qjs_get_string_len": (u32, u32) -> u32;
    free_text = "qjs_free_cstring": (u32) -> ();
    new_text = "qjs_new_string": (u32, u32) -> u32;
    new_number = "qjs_new_number": (f64) -> u32;
    new_bytes = "qjs_new_uint8_array": (u32, u32) -> u32;
    new_list = "qjs_new_array": () -> u32;
    new_object = "qjs_new_object": () -> u32;
    new_error = "qjs_new_error": () -> u32;
    /// The name and its length; the last is not used.
    new_function = "qjs_new_host_function": (u32, u32, u32) -> u32;
    undefined = "qjs_get_undefined": () -> u32;
    yes = "qjs_get_true": () -> u32;
    no = "qjs_get_false": () -> u32;
    /// The value, where the low and where the high half goes.
    big_integer = "qjs_get_big_int64": (u32, u32, u32) -> u32;
    /// The context, where the length goes, and the value itself: the bytes; 0 and an exception where it has none.
    bytes = "JS_GetUint8Array": (u32, u32, i64) -> u32;
    is_job_pending = "qjs_is_job_pending": () -> u32;
    run_job = "qjs_execute_pending_job": () -> i32;
    /// 0 for a promise that is pending, 1 for one that is fulfilled, 2 for one that is rejected.
    promise_state = "qjs_promise_state": (u32) -> u32;
    promise_result = "qjs_promise_result": (u32) -> u32;
    proxy_target = "qjs_get_proxy_target": (u32) -> u32;
    proxy_handler = "qjs_get_proxy_handler": (u32) -> u32;
    is_proxy = "qjs_is_proxy": (u32) -> u32;
    is_promise = "qjs_is_promise": (u32) -> u32;
    set_stack = "qjs_set_max_stack_size": (u32) -> ();
    update_stack = "JS_UpdateStackTop": (u32) -> ();
    collect = "qjs_run_gc": () -> ();
}
