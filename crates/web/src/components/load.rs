//! The four states of something that is read from the server: loading, error, empty, data.

use super::dynamic;
use super::notice::request_id_line;
use crate::api::{ApiError, Reading};
use handover_core::wire::problem_code;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

/// Shows a reading: a skeleton (visible only after 150 ms), an error with retry, or what `view` makes of the data.
/// What is empty only `view` knows; it answers with [`EmptyState`].
///
/// While it is read again, what is there stays; where the same data comes back, nothing is rendered again.
#[component]
pub fn Load<T>(
    /// What is read.
    reading: Reading<T>,
    /// Makes the view of the data.
    view: impl Fn(T) -> AnyView + Send + Sync + 'static,
    /// Says an error in the page's own words.
    #[prop(optional)]
    reword: Option<fn(ApiError) -> ApiError>,
    /// How many lines the skeleton has.
    #[prop(default = 6)]
    lines: usize,
) -> AnyView
where
    T: DeserializeOwned + 'static,
{
    let answer = Memo::new(move |_| reading.text());
    let retry = Callback::new(move |()| reading.refetch());
    dynamic(move || {
        let error = match answer.get() {
            None => return skeleton(lines),
            Some(Err(error)) => error,
            Some(Ok(_)) => match untrack(|| reading.get()) {
                Some(Ok(data)) => return view(data),
                Some(Err(error)) => error,
                None => return skeleton(lines),
            },
        };
        let error = match reword {
            Some(reword) => reword(error),
            None => error,
        };
        view! { <ErrorState error=error retry=retry /> }.into_any()
    })
}

/// Like [`Load`], for a view that keeps what people type in it: it is made once, and its signal follows the data. Once
/// there is data, a failed reading leaves it as it is; the shell says that the server cannot be reached.
#[component]
pub fn LoadLive<T>(
    /// What is read.
    reading: Reading<T>,
    /// Makes the view of the data.
    view: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
    /// How many lines the skeleton has.
    #[prop(default = 6)]
    lines: usize,
) -> AnyView
where
    T: DeserializeOwned + Clone + PartialEq + Send + Sync + 'static,
{
    let data = Memo::new(move |before: Option<&Option<T>>| match reading.get() {
        Some(Ok(data)) => Some(data),
        Some(Err(_)) | None => before.cloned().flatten(),
    });
    let has_data = Memo::new(move |_| data.with(Option::is_some));
    let error = Memo::new(move |_| reading.text().and_then(Result::err));
    let retry = Callback::new(move |()| reading.refetch());
    dynamic(move || {
        if has_data.get() {
            // Only made while there is data, and data is never lost again.
            view(Signal::derive(move || data.get().expect("the view of the data is made once there is data")))
        } else if let Some(error) = error.get() {
            view! { <ErrorState error=error retry=retry /> }.into_any()
        } else {
            skeleton(lines)
        }
    })
}

fn skeleton(lines: usize) -> AnyView {
    let lines = (0..lines).map(|_| view! { <span class="skeleton-line"></span> }.into_any()).collect::<Vec<_>>();
    view! {
        <div class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">"Loading…"</p>
            <div class="skeleton-lines" aria-hidden="true">{lines}</div>
        </div>
    }
    .into_any()
}

/// Something could not be read.
#[component]
pub fn ErrorState(
    /// Why.
    error: ApiError,
    /// Tries again.
    retry: Callback<()>,
) -> AnyView {
    let is_missing = error.is(problem_code::NOT_FOUND);
    let (title, advice) = (error.title().to_owned(), error.advice().to_owned());
    view! {
        <div class="state" data-state="error" role="alert">
            <h2 class="state-title">{title}</h2>
            <p>{advice}</p>
            {request_id_line(error)}
            <p class="state-actions">
                {if is_missing {
                    view! { <a class="button" href="/orders">"Go to Orders"</a> }.into_any()
                } else {
                    view! { <button type="button" class="button" on:click=move |_| retry.run(())>"Try again"</button> }
                        .into_any()
                }}
            </p>
        </div>
    }
    .into_any()
}

/// There is nothing to show; the children say what to do next.
#[component]
pub fn EmptyState(
    /// What there is none of.
    #[prop(into)]
    title: String,
    /// What to do next.
    children: Children,
) -> AnyView {
    view! {
        <div class="state" data-state="empty">
            <h2 class="state-title">{title}</h2>
            {children()}
        </div>
    }
    .into_any()
}
