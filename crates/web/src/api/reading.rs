//! Reading and writing in signals, for pages.
//!
//! What leptos makes for every type of an answer (the resource, its future, its memo) is large, and every visitor
//! downloads it. So a resource here holds the text of the answer, and the type is only looked at where it is used.

use super::{Answer, ApiError, Request, decode, send};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use std::rc::Rc;

/// Something that is read from the server as a `T`.
pub struct Reading<T> {
    answer: LocalResource<Answer>,
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
    Reading { answer: resource(Box::new(request)), decoded_as: PhantomData }
}

fn resource(request: Box<dyn Fn() -> Request>) -> LocalResource<Answer> {
    LocalResource::new(move || send(request()))
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
        self.answer.refetch();
    }

    /// The text of the answer, for what does the same for every type.
    pub fn text(self) -> Option<Answer> {
        self.answer.get()
    }
}

/// Something that changes things on the server, one request at a time.
pub type Writing = Action<Request, ()>;

/// Sends what is dispatched, and hands the answer over.
pub fn write<T: DeserializeOwned>(done: impl Fn(Result<T, ApiError>) + 'static) -> Writing {
    action(Rc::new(move |answer| done(answer.and_then(|text| decode(&text)))))
}

fn action(done: Rc<dyn Fn(Answer)>) -> Writing {
    Action::new_local(move |request: &Request| {
        let answer = send(request.clone());
        let done = Rc::clone(&done);
        async move { done(answer.await) }
    })
}
