//! The head of every page: where it is, what it is, what can be done with it.

use super::Icon;
use crate::browser;
use leptos::prelude::*;
use std::cell::Cell;

/// One step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Text.
    pub label: String,
    /// Address.
    pub href: String,
}

impl Crumb {
    /// A step from its text and address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

thread_local! {
    /// The first page of a visit leaves the focus where the browser puts it.
    static IS_FIRST_PAGE: Cell<bool> = const { Cell::new(true) };
}

/// Heading, way back and actions; sets the document's title, and takes the focus when the page was navigated to, so
/// that a screen reader reads where it is. Every page has exactly one, outside of what still loads.
#[component]
pub fn PageHeader(
    /// The page's `h1` and title.
    #[prop(into)]
    title: Signal<String>,
    /// The way here, without this page.
    #[prop(optional, into)]
    crumbs: Signal<Vec<Crumb>>,
    /// The part of the help that explains this page: an id in `/help`.
    #[prop(optional)]
    help: &'static str,
    /// Links and buttons at the top right.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let heading = NodeRef::<leptos::html::H1>::new();
    heading.on_load(|heading| {
        if !IS_FIRST_PAGE.replace(false) {
            // Where the page itself put the focus into a field, it stays there.
            browser::focus(&heading);
        }
    });
    Effect::new(move |_| document().set_title(&(title.get() + " · Handover")));
    view! {
        <header class="page-header">
            <div class="page-heading">
                {move || {
                    let crumbs = crumbs.get();
                    (!crumbs.is_empty())
                        .then(|| {
                            let links = crumbs
                                .into_iter()
                                .map(|crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> }.into_any())
                                .collect::<Vec<_>>();
                            view! { <nav class="crumbs" aria-label="Breadcrumb"><ol>{links}</ol></nav> }
                        })
                }}
                <h1 tabindex="-1" node_ref=heading>{move || title.get()}</h1>
            </div>
            <div class="page-actions">
                {children.map(|children| children())}
                {(!help.is_empty())
                    .then(|| {
                        view! {
                            <a class="button quiet help-link" href=format!("/help#{help}")>
                                <Icon name="help" /> "Help"
                            </a>
                        }.into_any()
                    })}
            </div>
        </header>
    }
    .into_any()
}
