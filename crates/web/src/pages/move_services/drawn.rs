//! Parts of the page that are drawn again when what they read changes, behind one type a kind: the code that draws them
//! is in the page once, and not once a place.

use leptos::prelude::AnyView;

/// A part of the page.
pub fn drawn(draw: impl FnMut() -> AnyView + Send + 'static) -> Box<dyn FnMut() -> AnyView + Send> {
    Box::new(draw)
}

/// A text.
pub fn text(write: impl FnMut() -> String + Send + 'static) -> Box<dyn FnMut() -> String + Send> {
    Box::new(write)
}

/// A fixed word, mostly the value of an attribute; nothing where it is `None`.
pub fn word(
    choose: impl FnMut() -> Option<&'static str> + Send + 'static,
) -> Box<dyn FnMut() -> Option<&'static str> + Send> {
    Box::new(choose)
}
