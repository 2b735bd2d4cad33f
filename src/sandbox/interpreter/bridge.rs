//! Calls of host functions by an interpreter.

use std::collections::HashMap;
use std::sync::LazyLock;

use wasmtime::{Caller, Extern, Linker, TypedFunc, Val};

use super::abi::Abi;
use super::database::{self, StoreFunction};
use super::plain::{self, Arg, Function, Refusal, Reply};
use super::session::{MODULE, SCRIPT};
use super::shapes::{SHAPED, Shaped, Slot};
use super::url;
use super::values::Shape;
use super::{bytes, compression, crypto};
use crate::sandbox::fault::Fault;
use crate::sandbox::memory::GuestMemory;
use crate::sandbox::state::State;
use crate::sandbox::wasi;

/// Fuel that every call costs besides the function itself: values are copied and boxed.
const CALL_COST: u64 = 1_000;
/// The most arguments.
const MAX_ARGUMENTS: u32 = 64;

/// A function of the interpreter that says something of one value.
type Asked = TypedFunc<(u32,), u32>;

/// What a name stands for.
#[derive(Clone, Copy)]
enum Target {
    Shaped(&'static Shaped),
    Plain(Function),
    /// Evaluates a text: a script or a module.
    Evaluate(u32),
    /// Says whether a value is of a kind that only the interpreter knows.
    Is(fn(&Abi) -> &Asked),
    /// Gives what a value consists of that only the interpreter knows.
    Parts(fn(&Abi) -> [&Asked; 2]),
    /// Collects garbage.
    Collect,
    /// Calls other modules of the guest.
    Deep(StoreFunction),
}

/// The functions that only the interpreter itself can serve.
const INNER: &[(&str, Target)] = &[
    ("evaluate", Target::Evaluate(SCRIPT)),
    ("evaluate_module", Target::Evaluate(MODULE)),
    ("gc", Target::Collect),
    (
        "promise_details",
        Target::Parts(|abi| [&abi.promise_state, &abi.promise_result]),
    ),
    (
        "proxy_details",
        Target::Parts(|abi| [&abi.proxy_target, &abi.proxy_handler]),
    ),
    ("is_proxy", Target::Is(|abi| &abi.is_proxy)),
    ("is_promise", Target::Is(|abi| &abi.is_promise)),
];

/// All names.
static TARGETS: LazyLock<HashMap<&'static str, Target>> = LazyLock::new(|| {
    let shaped = SHAPED
        .iter()
        .map(|shaped| (shaped.name, Target::Shaped(shaped)));
    let deep = database::FUNCTIONS.iter();
    let deep = deep.map(|(name, function)| (*name, Target::Deep(*function)));
    let plain = [
        plain::FUNCTIONS,
        url::FUNCTIONS,
        crypto::FUNCTIONS,
        compression::FUNCTIONS,
        bytes::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
    .map(|(name, function)| (*name, Target::Plain(*function)));
    shaped
        .chain(plain)
        .chain(deep)
        .chain(INNER.iter().copied())
        .collect()
});

/// The names of all host functions, in order.
pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = TARGETS.keys().copied().collect();
    names.sort_unstable();
    names
}

/// Serves `env.host_call`: gives a handle that is the guest's to free, or 0 after throwing.
pub(super) fn call(
    mut caller: Caller<'_, State>,
    linker: &Linker<State>,
    name: u32,
    len: u32,
    argc: u32,
    argv: u32,
) -> wasmtime::Result<u32> {
    let Some(abi) = caller.data().interpreter.abi.clone() else {
        return Err(wasmtime::Error::msg("the interpreter wasn't started"));
    };
    let memory = GuestMemory::new(abi.memory.data_mut(&mut caller));
    let target = memory
        .slice(name, len)
        .ok()
        .and_then(|name| std::str::from_utf8(name).ok())
        .and_then(|name| TARGETS.get(name));
    let handles: Result<Vec<u32>, Fault> = (0..argc.min(MAX_ARGUMENTS))
        .map(|index| memory.u32(argv.wrapping_add(4 * index)))
        .collect();
    let (Some(target), Ok(handles)) = (target, handles) else {
        return abi.refuse(&mut caller, &invalid("no such host function"));
    };
    wasi::charge(&mut caller, CALL_COST)?;
    match *target {
        Target::Plain(function) => plain_call(&mut caller, &abi, function, &handles),
        Target::Evaluate(what) => evaluate(&mut caller, &abi, what, &handles),
        Target::Is(kind) => {
            let kind = kind(&abi).clone();
            let answer = match handles.first() {
                Some(handle) => kind.call(&mut caller, (*handle,))?,
                None => 0,
            };
            abi.make(&mut caller, &Reply::Truth(answer != 0))
        }
        Target::Parts(parts) => {
            let parts = parts(&abi).map(Asked::clone);
            let Some(whole) = handles.first() else {
                return abi.refuse(&mut caller, &invalid("a value"));
            };
            parts_of(&mut caller, &abi, &parts, *whole)
        }
        Target::Collect => {
            abi.collect.call(&mut caller, ())?;
            abi.undefined.call(&mut caller, ())
        }
        Target::Deep(function) => deep_call(&mut caller, &abi, function, &handles),
        Target::Shaped(shaped) => shaped_call(&mut caller, &abi, linker, shaped, &handles),
    }
}

fn invalid(message: &str) -> Refusal {
    Refusal {
        code: "EINVAL",
        message: message.to_owned(),
    }
}

/// Evaluates a text under the name of a file, and gives what it gives.
fn evaluate(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    what: u32,
    handles: &[u32],
) -> wasmtime::Result<u32> {
    let [text, file] = handles else {
        return abi.refuse(caller, &invalid("a text and the name of its file"));
    };
    let (Some((at, len)), Some((file, _))) =
        (abi.lend_text(caller, *text)?, abi.lend_text(caller, *file)?)
    else {
        return abi.refuse(caller, &invalid("a text and the name of its file"));
    };
    let value = abi.eval.call(&mut *caller, (at, len, file, what))?;
    for lent in [at, file] {
        abi.free_text.call(&mut *caller, (lent,))?;
    }
    if abi.is_exception.call(&mut *caller, (value,))? != 0 {
        return Ok(0);
    }
    Ok(value)
}

/// The two parts of a value: a state that is a number, or a value.
fn parts_of(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    [first, second]: &[Asked; 2],
    whole: u32,
) -> wasmtime::Result<u32> {
    let list = abi.new_list.call(&mut *caller, ())?;
    let is_promise = abi.is_promise.call(&mut *caller, (whole,))? != 0;
    let mut parts = [first.call(&mut *caller, (whole,))?, 0];
    if is_promise {
        let state = parts[0];
        parts[0] = abi.new_number.call(&mut *caller, (f64::from(state),))?;
        // One that is pending has no result.
        parts[1] = match state {
            0 => abi.undefined.call(&mut *caller, ())?,
            _ => second.call(&mut *caller, (whole,))?,
        };
    } else {
        parts[1] = second.call(&mut *caller, (whole,))?;
    }
    for (index, part) in (0..).zip(parts) {
        abi.set_at.call(&mut *caller, (list, index, part))?;
        abi.free_value.call(&mut *caller, (part,))?;
    }
    Ok(list)
}

/// Copies arguments, at their price.
fn copied(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    handles: &[u32],
) -> wasmtime::Result<Vec<Arg>> {
    let mut arguments = Vec::with_capacity(handles.len());
    for handle in handles {
        arguments.push(abi.argument(caller, *handle)?);
    }
    Ok(arguments)
}

fn deep_call(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    function: StoreFunction,
    handles: &[u32],
) -> wasmtime::Result<u32> {
    let arguments = copied(caller, abi, handles)?;
    let result = function(caller, &arguments)?;
    answer(caller, abi, result)
}

/// Hands over what a function gave: a value, or an error that is thrown.
fn answer(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    result: Result<Reply, Refusal>,
) -> wasmtime::Result<u32> {
    match result {
        Ok(reply) => abi.make(caller, &reply),
        Err(refusal) => abi.refuse(caller, &refusal),
    }
}

fn plain_call(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    function: Function,
    handles: &[u32],
) -> wasmtime::Result<u32> {
    let arguments = copied(caller, abi, handles)?;
    let (result, work) = wasi::enter(caller, |_, state| {
        let result = function(state, &arguments);
        (result, state.take_work())
    })?;
    wasi::charge(caller, work)?;
    answer(caller, abi, result)
}

fn shaped_call(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    linker: &Linker<State>,
    shaped: &'static Shaped,
    handles: &[u32],
) -> wasmtime::Result<u32> {
    let function = match caller.data().interpreter.functions.get(shaped.name) {
        Some(function) => *function,
        None => {
            let found = linker.get(&mut *caller, shaped.module, shaped.name);
            let Ok(Extern::Func(function)) = found else {
                return Err(wasmtime::Error::msg(format!(
                    "no host function {}",
                    shaped.name
                )));
            };
            let functions = &mut caller.data_mut().interpreter.functions;
            functions.insert(shaped.name, function);
            function
        }
    };
    if handles.len() != shaped.slots.len() {
        return abi.refuse(caller, &invalid("the wrong number of arguments"));
    }
    let mut lent = Lent::default();
    let mut values = Vec::with_capacity(handles.len() + 4);
    for (slot, handle) in shaped.slots.iter().zip(handles) {
        if !lend(caller, abi, *slot, *handle, &mut values, &mut lent)? {
            lent.give_back(caller, abi)?;
            let message = format!("{}: an argument of the wrong type", shaped.name);
            return abi.refuse(caller, &invalid(&message));
        }
    }
    let mut results = [Val::I32(0)];
    let count = function.ty(&*caller).results().len();
    let called = function.call(&mut *caller, &values, &mut results[..count]);
    lent.give_back(caller, abi)?;
    called?;
    let result = results[0].i32().unwrap_or(0) as u32;
    abi.new_number.call(caller, (f64::from(result),))
}

/// What the guest lent for the time of a call.
#[derive(Default)]
struct Lent {
    texts: Vec<u32>,
    memory: Vec<u32>,
}

impl Lent {
    fn give_back(&self, caller: &mut Caller<'_, State>, abi: &Abi) -> wasmtime::Result<()> {
        for at in &self.texts {
            abi.free_text.call(&mut *caller, (*at,))?;
        }
        for at in &self.memory {
            abi.free.call(&mut *caller, (*at,))?;
        }
        Ok(())
    }
}

/// Turns one value into arguments. Says whether it is of the right type.
fn lend(
    caller: &mut Caller<'_, State>,
    abi: &Abi,
    slot: Slot,
    handle: u32,
    values: &mut Vec<Val>,
    lent: &mut Lent,
) -> wasmtime::Result<bool> {
    let bits = abi.bits(&*caller, handle);
    let shape = Abi::shape(bits);
    let word = |value: u32| Val::I32(value as i32);
    match (slot, shape) {
        (Slot::Word, Shape::Number(number)) => {
            // As `ToInt32` for what the guest's library hands over: whole numbers in the range of 32 bits.
            values.push(word(number as i64 as u32));
        }
        (Slot::Word, Shape::Truth(truth)) => values.push(word(truth.into())),
        (Slot::Long, Shape::Number(_) | Shape::BigInteger) => {
            values.push(Val::I64(abi.whole(caller, handle)? as i64));
        }
        (Slot::In, Shape::Text) => {
            let Some((at, len)) = abi.lend_text(caller, handle)? else {
                return Ok(false);
            };
            lent.texts.push(at);
            values.extend([word(at), word(len)]);
        }
        (_, Shape::Object) => {
            let Some((at, len)) = abi.lend_bytes(caller, bits)? else {
                return Ok(false);
            };
            match slot {
                Slot::In | Slot::Out => values.extend([word(at), word(len)]),
                Slot::Fixed(least) if len >= least => values.push(word(at)),
                Slot::Vector => {
                    let vector: Vec<u8> = [at.to_le_bytes(), len.to_le_bytes()].concat();
                    let place = abi.place(caller, &vector)?;
                    lent.memory.push(place);
                    values.extend([word(place), word(1)]);
                }
                _ => return Ok(false),
            }
        }
        _ => return Ok(false),
    }
    Ok(true)
}
