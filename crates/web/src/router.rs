//! Where in the panel the person is: the address bar as signals, links that are followed without loading the page anew,
//! and going somewhere by itself.
//!
//! It knows no page: which one an address shows is decided in `app.rs`. It is our own because the page needs a tenth of
//! what a router for nested routes and servers does, and every visitor downloads the rest.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

/// What stands in the address bar behind the host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Place {
    path: String,
    search: String,
    hash: String,
}

impl Place {
    fn current() -> Self {
        let location = window().location();
        // The page was loaded over HTTP, so its address has all three parts.
        Self {
            path: location.pathname().unwrap_or_default(),
            search: location.search().unwrap_or_default(),
            hash: location.hash().unwrap_or_default(),
        }
    }

    fn address(&self) -> String {
        [self.path.as_str(), &self.search, &self.hash].concat()
    }
}

/// The router, to be had from [`use_router`].
#[derive(Clone, Copy)]
pub struct Router {
    place: RwSignal<Place>,
    /// The path, such as `/orders`.
    pub path: Memo<String>,
    /// What follows `#`, without it.
    pub fragment: Memo<String>,
}

/// The context of [`Router::provide`].
pub fn use_router() -> Router {
    expect_context()
}

impl Router {
    /// Creates the context and follows the address bar and every link of the page from now on.
    pub fn provide() -> Self {
        let place = RwSignal::new(Place::current());
        let router = Self {
            place,
            path: Memo::new(move |_| place.with(|place| place.path.clone())),
            fragment: Memo::new(move |_| place.with(|place| place.hash.trim_start_matches('#').to_owned())),
        };
        provide_context(router);
        // Both live as long as the page, so neither is ever removed.
        window_event_listener(leptos::ev::popstate, move |_| place.set(Place::current()));
        window_event_listener(leptos::ev::click, move |event| router.follow(&event));
        router
    }

    /// What follows `?` in the address of the page that asks; read it with [`value`]. While the person is already on
    /// the way to another page it stays as it was, so that nothing is read for a page that goes away.
    pub fn query(self) -> Memo<String> {
        let own_path = self.path.get_untracked();
        Memo::new(move |before: Option<&String>| {
            self.place.with(|place| match before {
                Some(before) if place.path != own_path => before.clone(),
                Some(_) | None => place.search.clone(),
            })
        })
    }

    /// Goes to an address of the panel; going back leads here again.
    pub fn push(self, address: &str) {
        // The same address twice in a row would make going back do nothing.
        if self.place.with_untracked(Place::address) != address {
            self.enter(address, false);
        }
        scroll_to_place(true);
    }

    /// Goes to an address of the panel; going back leads to what was before this page.
    pub fn replace(self, address: &str) {
        self.enter(address, true);
        scroll_to_place(true);
    }

    /// Changes the address of a page whose filters stand in it; the page stays where it is scrolled to.
    pub fn refine(self, address: &str) {
        self.enter(address, true);
        scroll_to_place(false);
    }

    fn enter(self, address: &str, replaces: bool) {
        let Ok(history) = window().history() else { return };
        let entered = if replaces {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        };
        // A browser refuses it to a page that navigates hundreds of times in a few seconds; then nothing happens.
        if entered.is_ok() {
            self.place.set(Place::current());
        }
    }

    /// Follows a link of the panel within the page. What is to open elsewhere, or leads elsewhere, is the browser's.
    fn follow(self, event: &MouseEvent) {
        let is_plain = event.button() == 0
            && !(event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key())
            && !event.default_prevented();
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = element.and_then(|element| element.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let is_own = window().location().origin().is_ok_and(|origin| origin == link.origin());
        let is_for_browser = !link.target().is_empty() || link.has_attribute("download") || link.rel() == "external";
        if is_plain && is_own && !is_for_browser {
            event.prevent_default();
            let place = Place { path: link.pathname(), search: link.search(), hash: link.hash() };
            self.push(&place.address());
        }
    }
}

/// The context with what the address says about its page: the names of the route's pattern, each with its part of the
/// path.
#[derive(Clone, Copy)]
pub struct Parameters(pub Memo<Vec<(&'static str, String)>>);

/// One of the [`Parameters`], for the page whose route has it. It stays as it was while the person is already on the way
/// to a page that has none.
pub fn parameter(name: &'static str) -> Memo<String> {
    let Parameters(parameters) = expect_context();
    Memo::new(move |before: Option<&String>| {
        let found = parameters.with(|parameters| {
            parameters.iter().find(|(own_name, _)| *own_name == name).map(|(_, part)| decoded(part))
        });
        found.or_else(|| before.cloned()).unwrap_or_default()
    })
}

/// Once the page of the new address is there: to the element that it names, otherwise to the top.
fn scroll_to_place(or_to_top: bool) {
    request_animation_frame(move || {
        let hash = Place::current().hash;
        let named = hash.strip_prefix('#').and_then(|id| document().get_element_by_id(&decoded(id)));
        if let Some(element) = named {
            element.scroll_into_view();
        } else if or_to_top {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// A value of a query; empty where it has none.
pub fn value(query: &str, name: &str) -> String {
    UrlSearchParams::new_with_str(query).ok().and_then(|values| values.get(name)).unwrap_or_default()
}

/// A part of an address without its percent signs.
fn decoded(part: &str) -> String {
    // What is no valid encoding stands for itself.
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}
