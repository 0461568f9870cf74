//! Notices in the page: what happened, what is wrong, what to know.

use super::{CopyButton, Icon};
use crate::api::ApiError;
use leptos::prelude::*;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    Neutral,
    /// Good to know.
    Info,
    /// It worked, or is in order.
    Success,
    /// Needs attention.
    Warning,
    /// Wrong, or dangerous.
    Danger,
}

impl Tone {
    /// Its word in the stylesheet.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Neutral | Self::Info => "info",
            Self::Success => "check-circle",
            Self::Warning => "warning",
            Self::Danger => "error",
        }
    }
}

/// A notice. Where it appears after something the person did, wrap it in an element with `role="status"` that was
/// there before, or set `role`.
#[component]
pub fn Notice(
    /// Colour and symbol.
    tone: Tone,
    /// First line, in bold.
    #[prop(optional, into)]
    title: String,
    /// `alert` or `status`, where it has to be read out when it appears.
    #[prop(optional)]
    role: Option<&'static str>,
    /// The rest.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    view! {
        <div class="notice" data-tone=tone.word() role=role>
            <Icon name=tone.icon() />
            <div class="notice-text">
                {(!title.is_empty()).then(|| view! { <p class="notice-title">{title}</p> }.into_any())}
                {children.map(|children| children())}
            </div>
        </div>
    }
    .into_any()
}

/// An error of the API as a notice that is read out: what went wrong, what to do, the request id.
#[component]
pub fn ProblemNotice(
    /// The error.
    error: ApiError,
) -> AnyView {
    view! {
        <Notice tone=Tone::Danger title=error.title() role="alert">
            <p>{error.advice().to_owned()}</p>
            {request_id_line(error)}
        </Notice>
    }
    .into_any()
}

/// The id under which the server's log knows an error; nothing where there is none.
pub fn request_id_line(error: ApiError) -> Option<AnyView> {
    let request_id = error.into_request_id();
    (!request_id.is_empty()).then(|| {
        view! {
            <p class="request-id">
                "Request " <code>{request_id.clone()}</code> <CopyButton text=request_id what="request id" />
            </p>
        }
        .into_any()
    })
}
