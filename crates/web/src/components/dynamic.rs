//! A view that changes, of one type for all of them.

use leptos::prelude::*;

/// Shows what `view` makes, and again when a signal that it looked at changes. A bare closure would bring the whole
/// machinery of an effect once for every place; this brings it once.
pub fn dynamic(view: impl FnMut() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}
