//! Which errors of a form are on screen: those of the core for fields that were left, those of the server until the
//! text changes.
//!
//! It finds no error itself; the core crate does while the person types, and the server when the form is sent.

use crate::api::ApiError;
use crate::browser;
use crate::components::field_error;
use handover_core::FieldError;
use leptos::prelude::*;
use web_sys::{Event, HtmlElement};

/// The errors of one form. A field's id is a word, `-` and the name of the field in the request body.
#[derive(Clone, Copy)]
pub struct FormErrors {
    form_id: &'static str,
    found: Memo<Vec<FieldError>>,
    left: RwSignal<Vec<String>>,
    is_submitted: RwSignal<bool>,
    refused: RwSignal<Vec<FieldError>>,
}

impl FormErrors {
    /// The errors of the form with this id; `found` are those of the core.
    pub fn new(form_id: &'static str, found: Memo<Vec<FieldError>>) -> Self {
        Self {
            form_id,
            found,
            left: RwSignal::new(Vec::new()),
            is_submitted: RwSignal::new(false),
            refused: RwSignal::new(Vec::new()),
        }
    }

    /// What is shown beside a field.
    pub fn of(self, field: &'static str) -> Signal<Option<String>> {
        let is_left = move || self.is_submitted.get() || self.left.with(|left| left.iter().any(|name| name == field));
        Signal::derive(move || {
            self.refused
                .with(|errors| field_error(errors, field))
                .or_else(|| is_left().then(|| self.found.with(|errors| field_error(errors, field))).flatten())
        })
    }

    /// For the form's `focusout`: the field may show its error from now on. A field that goes away with its page while
    /// it has the focus is left too, when nobody is told any more.
    pub fn leave(self, event: &Event) {
        let field = field_of(event);
        if self.left.try_with_untracked(|left| !left.contains(&field)) == Some(true) {
            self.left.update(|left| left.push(field));
        }
    }

    /// For the form's `input`: what the server said was about another text.
    pub fn typed(self, event: &Event) {
        let field = field_of(event);
        if self.refused.with_untracked(|errors| errors.iter().any(|error| error.field == field)) {
            self.refused.update(|errors| errors.retain(|error| error.field != field));
        }
    }

    /// Before the form is sent: whether the core finds nothing wrong. Where it does, everything that is wrong is
    /// shown and the first wrong field has the focus.
    pub fn is_good(self) -> bool {
        self.is_submitted.set(true);
        self.refused.update(Vec::clear);
        let is_good = self.found.with_untracked(Vec::is_empty);
        if !is_good {
            self.focus_first();
        }
        is_good
    }

    /// Shows the server's errors beside their fields and focuses the first. False where the server refused for another
    /// reason than the fields, so that the page has to say it.
    pub fn refuse(self, error: &ApiError) -> bool {
        let mut errors = error.field_errors().to_vec();
        for error in &mut errors {
            if let Some((_, name)) = error.field.rsplit_once('.') {
                error.field = name.to_owned();
            }
        }
        let are_all_here = !errors.is_empty() && errors.iter().all(|error| self.has(&error.field));
        self.refused.set(errors);
        self.focus_first();
        are_all_here
    }

    /// Shows nothing any more: the form starts anew.
    pub fn reset(self) {
        self.left.update(Vec::clear);
        self.is_submitted.set(false);
        self.refused.update(Vec::clear);
    }

    fn has(self, field: &str) -> bool {
        let selector = format!("#{} [id$='-{field}']:is(input, select)", self.form_id);
        document().query_selector(&selector).is_ok_and(|found| found.is_some())
    }

    /// The fields say that they are wrong only after the next frame.
    fn focus_first(self) {
        request_animation_frame(move || {
            let selector = format!("#{} [aria-invalid]", self.form_id);
            if let Ok(Some(field)) = document().query_selector(&selector) {
                browser::focus(&field);
                field.scroll_into_view_with_bool(false);
            }
        });
    }
}

fn field_of(event: &Event) -> String {
    let id = event_target::<HtmlElement>(event).id();
    id.split_once('-').map(|(_, field)| field.to_owned()).unwrap_or_default()
}
