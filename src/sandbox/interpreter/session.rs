//! The host leads: it starts the interpreter, calls the driver's functions, and lets the event loop go on.

use std::sync::Arc;

use wasmtime::AsContextMut;

use super::abi::Abi;
use super::bridge;
use crate::sandbox::SandboxError;
use crate::sandbox::guest::{Guest, Step};
use crate::sandbox::state::State;

/// What a text is that is evaluated (`JS_EVAL_TYPE_GLOBAL` and `JS_EVAL_TYPE_MODULE`).
pub(super) const SCRIPT: u32 = 0;
pub(super) const MODULE: u32 = 1;

/// The property of the global object that the driver waits in until a guest is started.
const DRIVER: &str = "__dualgauge";
/// The property that the host functions are handed over in.
const HOST: &str = "__dualgauge_host";

/// Bytes of the interpreter's stack in linear memory.
const STACK: u32 = 8 << 20;
/// Bytes of it that are left to the interpreter's own functions when a program has used up its share.
const STACK_RESERVE: u32 = 512 << 10;

impl Abi {
    /// Calls a function of the driver. The result's handle is the caller's to free; it may be an exception's mark.
    pub(super) fn invoke<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        driver: u32,
        function: &str,
        arguments: &[u32],
    ) -> wasmtime::Result<u32> {
        let function = self.get_named(store, driver, function)?;
        let words: Vec<u8> = arguments
            .iter()
            .flat_map(|handle| handle.to_le_bytes())
            .collect();
        let count = arguments.len() as u32;
        let result = self.with_bytes(store, &words, |store, at, _| {
            self.call.call(store, (function, driver, count, at))
        })?;
        self.free_value.call(store, (function,))?;
        Ok(result)
    }

    /// The same with texts.
    pub(super) fn invoke_with_texts<C: AsContextMut<Data = State>>(
        &self,
        store: &mut C,
        driver: u32,
        function: &str,
        texts: &[&str],
    ) -> wasmtime::Result<u32> {
        let mut handles = Vec::with_capacity(texts.len());
        for text in texts {
            handles.push(self.make_text(store, text)?);
        }
        let result = self.invoke(store, driver, function, &handles)?;
        for handle in handles {
            self.free_value.call(&mut *store, (handle,))?;
        }
        Ok(result)
    }
}

/// What the driver answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A text.
    Text(String),
    /// Nothing yet.
    Nothing,
    /// It threw: the text of what it threw. It is made to never do so.
    Threw(String),
}

impl Guest {
    /// Starts the interpreter of a module that isn't snapshotted, and evaluates the script that brings the driver.
    ///
    /// # Errors
    /// If the module isn't the interpreter that is expected, or the script fails.
    pub fn prepare_interpreter(&mut self, script: &str, file: &str) -> Result<(), SandboxError> {
        self.call_plain("_initialize")?;
        let prepared = self.prepare(script, file);
        prepared.map_err(SandboxError::engine)?.map_err(|why| {
            SandboxError::Host(format!("the preparation of the interpreter failed: {why}"))
        })
    }

    fn prepare(&mut self, script: &str, file: &str) -> wasmtime::Result<Result<(), String>> {
        let export = |name: &str, guest: &mut Self| {
            guest
                .instance
                .get_typed_func::<u32, ()>(&mut guest.store, name)
        };
        let start = self
            .instance
            .get_typed_func::<(), i32>(&mut self.store, "qjs_init")?;
        if start.call(&mut self.store, ())? != 0 {
            return Ok(Err("it can't be started".to_owned()));
        }
        for switch in ["qjs_set_module_loader", "qjs_set_promise_rejection_handler"] {
            export(switch, self)?.call(&mut self.store, 1)?;
        }
        let abi = Arc::new(Abi::of(&self.instance, &mut self.store)?);
        self.store.data_mut().interpreter.abi = Some(abi.clone());
        self.enlarge_stack(&abi)?;

        let store = &mut self.store;
        let global = abi.global.call(&mut *store, ())?;
        let host = abi.new_object.call(&mut *store, ())?;
        for name in bridge::names() {
            let function = abi.with_bytes(store, name.as_bytes(), |store, at, len| {
                abi.new_function.call(store, (at, len, 0))
            })?;
            abi.set_named(store, host, name, function)?;
            abi.free_value.call(&mut *store, (function,))?;
        }
        abi.set_named(store, global, HOST, host)?;
        let driver = abi.new_object.call(&mut *store, ())?;
        abi.set_named(store, global, DRIVER, driver)?;
        store.data_mut().interpreter.driver = Some(driver);
        let result = abi.with_bytes(store, script.as_bytes(), |store, at, len| {
            let mut name = file.as_bytes().to_vec();
            name.push(0);
            abi.with_bytes(store, &name, |store, name, _| {
                abi.eval.call(store, (at, len, name, SCRIPT))
            })
        })?;
        if abi.is_exception.call(&mut *store, (result,))? != 0 {
            return Ok(Err(self.pending_exception(&abi)?));
        }
        abi.free_value.call(&mut *store, (result,))?;
        let settled = self.settle()?;
        abi.collect.call(&mut self.store, ())?;
        Ok(match settled {
            Answer::Threw(why) => Err(why),
            _ => Ok(()),
        })
    }

    /// Gives the interpreter a stack that holds about as deep a recursion as a native one.
    fn enlarge_stack(&mut self, abi: &Abi) -> wasmtime::Result<()> {
        let bottom = abi.malloc.call(&mut self.store, (STACK,))?;
        let pointer = self
            .instance
            .get_global(&mut self.store, "__stack_pointer")
            .ok_or_else(|| wasmtime::Error::msg("no stack pointer"))?;
        let top = (bottom + STACK - 64) & !15;
        pointer.set(&mut self.store, wasmtime::Val::I32(top as i32))?;
        let runtime = abi.runtime.call(&mut self.store, ())?;
        abi.update_stack.call(&mut self.store, (runtime,))?;
        abi.set_stack
            .call(&mut self.store, (STACK - STACK_RESERVE,))?;
        abi.update_stack.call(&mut self.store, (runtime,))
    }

    /// Takes the driver out of the global object of a guest that was made from a snapshot.
    ///
    /// # Errors
    /// If the guest has no driver.
    pub fn start_interpreter(&mut self) -> Result<(), SandboxError> {
        self.take_driver().map_err(SandboxError::engine)
    }

    fn take_driver(&mut self) -> wasmtime::Result<()> {
        let abi = Arc::new(Abi::of(&self.instance, &mut self.store)?);
        let store = &mut self.store;
        store.data_mut().interpreter.abi = Some(abi.clone());
        let global = abi.global.call(&mut *store, ())?;
        let driver = abi.get_named(store, global, DRIVER)?;
        store.data_mut().interpreter.driver = Some(driver);
        abi.free_value.call(&mut *store, (global,))?;
        let taken = abi.invoke(store, driver, "taken", &[])?;
        abi.free_value.call(store, (taken,))
    }

    /// Calls a function of the driver with texts.
    ///
    /// # Errors
    /// If the wall-clock backstop struck.
    pub fn ask_driver(
        &mut self,
        function: &str,
        arguments: &[&str],
    ) -> Result<Result<Answer, Step>, SandboxError> {
        let asked = self.ask(function, arguments);
        self.or_ended(asked)
    }

    /// Runs what is pending, and then turn by turn of the event loop, until the driver has an answer or nothing is left
    /// to do.
    ///
    /// # Errors
    /// If the wall-clock backstop struck.
    pub fn let_go_on(&mut self) -> Result<Result<Answer, Step>, SandboxError> {
        let settled = self.settle();
        self.or_ended(settled)
    }

    /// Whether the guest was refused memory.
    pub fn was_refused_memory(&self) -> bool {
        self.store.data().memory_guard.refused
    }

    /// Where the bytes lie that a function of the driver gives: (start, length).
    ///
    /// # Errors
    /// If the guest has no driver.
    pub fn bytes_of_driver(&mut self, function: &str) -> Result<Option<(u32, u32)>, SandboxError> {
        let mut lend = || {
            let (abi, driver) = self.started()?;
            let handle = abi.invoke(&mut self.store, driver, function, &[])?;
            let bits = abi.bits(&self.store, handle);
            let lent = match Abi::shape(bits) {
                super::values::Shape::Object => abi.lend_bytes(&mut self.store, bits)?,
                _ => None,
            };
            abi.free_value.call(&mut self.store, (handle,))?;
            Ok(lent)
        };
        lend().map_err(SandboxError::engine)
    }

    fn or_ended(
        &mut self,
        result: wasmtime::Result<Answer>,
    ) -> Result<Result<Answer, Step>, SandboxError> {
        match result {
            Ok(answer) => Ok(Ok(answer)),
            Err(error) => self.ended(&error).map(|ended| Err(Step::Ended(ended))),
        }
    }

    pub(super) fn started(&self) -> wasmtime::Result<(Arc<Abi>, u32)> {
        self.store.data().interpreter.started()
    }

    fn ask(&mut self, function: &str, arguments: &[&str]) -> wasmtime::Result<Answer> {
        let (abi, driver) = self.started()?;
        let result = abi.invoke_with_texts(&mut self.store, driver, function, arguments)?;
        if abi.is_exception.call(&mut self.store, (result,))? != 0 {
            return self.pending_exception(&abi).map(Answer::Threw);
        }
        let bits = abi.bits(&self.store, result);
        let answer = match Abi::shape(bits) {
            super::values::Shape::Text => abi.copy_text(&mut self.store, result)?,
            _ => None,
        };
        abi.free_value.call(&mut self.store, (result,))?;
        Ok(answer.map_or(Answer::Nothing, Answer::Text))
    }

    fn settle(&mut self) -> wasmtime::Result<Answer> {
        let (abi, driver) = self.started()?;
        loop {
            while abi.is_job_pending.call(&mut self.store, ())? != 0 {
                if abi.run_job.call(&mut self.store, ())? < 0 {
                    let thrown = abi.take_exception.call(&mut self.store, ())?;
                    let result = abi.invoke(&mut self.store, driver, "uncaught", &[thrown])?;
                    abi.free_value.call(&mut self.store, (thrown,))?;
                    if abi.is_exception.call(&mut self.store, (result,))? != 0 {
                        return self.pending_exception(&abi).map(Answer::Threw);
                    }
                    abi.free_value.call(&mut self.store, (result,))?;
                }
            }
            // `true` where a turn was made, a text where there is an answer.
            let result = abi.invoke(&mut self.store, driver, "next", &[])?;
            if abi.is_exception.call(&mut self.store, (result,))? != 0 {
                return self.pending_exception(&abi).map(Answer::Threw);
            }
            let bits = abi.bits(&self.store, result);
            let answer = match Abi::shape(bits) {
                super::values::Shape::Truth(true) => None,
                super::values::Shape::Text => Some(
                    abi.copy_text(&mut self.store, result)?
                        .map_or(Answer::Nothing, Answer::Text),
                ),
                _ if abi.is_job_pending.call(&mut self.store, ())? != 0 => None,
                _ => Some(Answer::Nothing),
            };
            abi.free_value.call(&mut self.store, (result,))?;
            if let Some(answer) = answer {
                return Ok(answer);
            }
        }
    }

    /// The text of the exception that is pending, with its stack; it is pending no longer.
    fn pending_exception(&mut self, abi: &Abi) -> wasmtime::Result<String> {
        let exception = abi.take_exception.call(&mut self.store, ())?;
        let stack = abi.get_named(&mut self.store, exception, "stack")?;
        let mut text = abi
            .copy_text(&mut self.store, exception)?
            .unwrap_or_default();
        if let Some(stack) = abi.copy_text(&mut self.store, stack)? {
            text = format!("{text}\n{stack}");
        }
        for handle in [stack, exception] {
            abi.free_value.call(&mut self.store, (handle,))?;
        }
        Ok(text)
    }
}
