//! Reading and writing in signals, for pages.
//!
//! What leptos makes for every type of an answer (the resource, its future, its memo) is large, and every visitor
//! downloads it. So what is kept here is the text of the answer, in a plain signal, and the type is only looked at where
//! it is used.

use super::{Answer, ApiError, Request, decode, send};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;
use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

/// Something that is read from the server as a `T`.
pub struct Reading<T> {
    answer: RwSignal<Option<Answer>>,
    again: Trigger,
    decoded_as: PhantomData<fn() -> T>,
}

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reading<T> {}

/// Reads what `request` asks for, and again when a signal that it looked at changes.
pub fn read<T>(request: impl Fn() -> Request + 'static) -> Reading<T> {
    let (answer, again) = (RwSignal::new(None), Trigger::new());
    keep_reading(answer, again, Box::new(request));
    Reading { answer, again, decoded_as: PhantomData }
}

/// An answer to an earlier question never replaces that to a later one.
fn keep_reading(answer: RwSignal<Option<Answer>>, again: Trigger, request: Box<dyn Fn() -> Request>) {
    let last_question = Rc::new(Cell::new(0_u32));
    Effect::new(move |_| {
        again.track();
        let request = request();
        let question = last_question.get() + 1;
        last_question.set(question);
        let last_question = Rc::clone(&last_question);
        spawn_local(async move {
            let text = send(request).await;
            if last_question.get() == question {
                // The person may have left the page.
                answer.try_set(Some(text));
            }
        });
    });
}

impl<T: DeserializeOwned> Reading<T> {
    /// The answer, once it is there; tracked. It is decoded each time, so derive small things from it with a `Memo`.
    pub fn get(self) -> Option<Result<T, ApiError>> {
        self.text().map(|answer| answer.and_then(|text| decode(&text)))
    }

    /// The data, once it is there; tracked.
    pub fn data(self) -> Option<T> {
        self.get().and_then(Result::ok)
    }
}

impl<T> Reading<T> {
    /// Reads again; what is there stays until the answer comes.
    pub fn refetch(self) {
        self.again.notify();
    }

    /// The text of the answer, for what does the same for every type.
    pub fn text(self) -> Option<Answer> {
        self.answer.get()
    }
}

/// Something that changes things on the server, one request at a time.
#[derive(Clone, Copy)]
pub struct Writing {
    pending: RwSignal<bool>,
    done: StoredValue<Rc<dyn Fn(Answer)>, LocalStorage>,
}

/// Sends what is dispatched, and hands the answer over; also where the person has left the page meanwhile.
pub fn write<T: DeserializeOwned>(done: impl Fn(Result<T, ApiError>) + 'static) -> Writing {
    let done: Rc<dyn Fn(Answer)> = Rc::new(move |answer| done(answer.and_then(|text| decode(&text))));
    Writing { pending: RwSignal::new(false), done: StoredValue::new_local(done) }
}

impl Writing {
    /// Sends a request.
    pub fn dispatch(self, request: Request) {
        let Some(done) = self.done.try_get_value() else { return };
        self.pending.set(true);
        spawn_local(async move {
            done(send(request).await);
            self.pending.try_set(false);
        });
    }

    /// Whether the server is at work.
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }
}
