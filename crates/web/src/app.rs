//! The shell and the route table. Which page an address shows is decided here and nowhere else.

mod shell;

use crate::components::{ErrorState, PageHeader, dynamic};
use crate::pages::{
    CustomerPage, CustomersPage, HelpPage, MovePage, MoveServicesPage, MovesPage, NewCustomerPage, NotFoundPage,
    OrderPage, OrdersPage, ProductsPage, ProfilePage, SetPasswordPage, SignInForm, SignInPage,
};
use crate::router::{Parameters, Router, use_router};
use crate::session::{Phase, Session, use_session};
use leptos::prelude::*;
use shell::Shell;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    Session::provide();
    Router::provide();
    view! {
        <Shell>
            <Pages />
        </Shell>
    }
}

/// Makes a page.
type Page = fn() -> AnyView;

/// Addresses and their pages, `:name` for one segment. A table, because every `<Route>` would be a type of its own, and
/// each of these is downloaded by everybody.
const ROUTES: [(&str, Page); 14] = [
    ("/", || signed_in(Start)),
    ("/sign-in", SignInPage),
    ("/set-password", SetPasswordPage),
    ("/orders", || signed_in(OrdersPage)),
    ("/orders/:order_id", || signed_in(OrderPage)),
    ("/orders/:order_id/move", || signed_in(MoveServicesPage)),
    ("/moves", || signed_in(MovesPage)),
    ("/moves/:move_id", || signed_in(MovePage)),
    ("/settings/profile", || signed_in(ProfilePage)),
    ("/customers", || for_resellers(CustomersPage)),
    ("/customers/new", || for_resellers(NewCustomerPage)),
    ("/customers/:customer_id", || for_resellers(CustomerPage)),
    ("/products", || for_resellers(ProductsPage)),
    ("/help", HelpPage),
];

/// The page of the address. Another address of the same route changes its parameters and keeps the page.
#[component]
fn Pages() -> AnyView {
    let path = use_router().path;
    let matched = Memo::new(move |_| path.with(|path| matched(path)));
    let route = Memo::new(move |_| matched.with(|(route, _)| *route));
    provide_context(Parameters(Memo::new(move |_| matched.with(|(_, parameters)| parameters.clone()))));
    dynamic(move || match route.get() {
        Some(route) => ROUTES[route].1(),
        None => NotFoundPage(),
    })
}

/// The panel's start: the orders.
#[component]
fn Start() -> AnyView {
    let router = use_router();
    Effect::new(move |_| router.replace("/orders"));
    ().into_any()
}

/// Parameters of a path: the name in the pattern, and the segment.
type Params = Vec<(&'static str, String)>;

/// The first route that the path fits, and the path's parameters.
fn matched(path: &str) -> (Option<usize>, Params) {
    for (index, (pattern, _)) in ROUTES.iter().enumerate() {
        if let Some(params) = params_of(pattern, path) {
            return (Some(index), params);
        }
    }
    (None, Vec::new())
}

fn params_of(pattern: &'static str, path: &str) -> Option<Params> {
    let mut params = Vec::new();
    let mut segments = path.trim_end_matches('/').split('/');
    for wanted in pattern.trim_end_matches('/').split('/') {
        let segment = segments.next()?;
        match wanted.strip_prefix(':') {
            Some(name) if !segment.is_empty() => params.push((name, segment.to_owned())),
            None if wanted == segment => {}
            Some(_) | None => return None,
        }
    }
    segments.next().is_none().then_some(params)
}

/// A page for whoever is signed in. Everybody else signs in first, under the same address, and is then where they
/// wanted to be.
fn signed_in(page: Page) -> AnyView {
    let session = use_session();
    let phase = session.phase();
    dynamic(move || match phase.get() {
        Phase::Loading => view! { <div class="skeleton" aria-busy="true"></div> }.into_any(),
        Phase::Failed(error) => {
            let retry = Callback::new(move |()| session.reload());
            view! {
                <PageHeader title="Handover" />
                <ErrorState error=error retry=retry />
            }
            .into_any()
        }
        Phase::SignedOut => SignInForm(),
        Phase::SignedIn(_) => page(),
    })
}

/// A page that customers do not have.
fn for_resellers(page: Page) -> AnyView {
    let session = use_session();
    let is_customer = Memo::new(move |_| session.me().is_some_and(|me| !me.kind.is_reseller()));
    dynamic(move || if is_customer.get() { NotFoundPage() } else { signed_in(page) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn route(path: &str) -> (Option<&'static str>, Option<String>) {
        let (index, params) = matched(path);
        let parameter = params.into_iter().next().map(|(_, value)| value);
        (index.map(|index| ROUTES[index].0), parameter)
    }

    #[test]
    fn each_address_has_its_route() {
        for (pattern, _) in ROUTES {
            let path = pattern.replace(":order_id", "12").replace(":move_id", "12").replace(":customer_id", "12");
            let parameter = path.contains("12").then(|| "12".to_owned());
            assert_eq!(route(&path), (Some(pattern), parameter), "{path}");
        }
    }

    #[test]
    fn a_slash_at_the_end_changes_nothing_and_other_addresses_have_no_route() {
        assert_eq!(route("/orders/"), (Some("/orders"), None));
        for path in ["/nope", "/orders/1/2", "/orders//move", "/settings", "//"] {
            assert_eq!(route(path).0.filter(|pattern| *pattern != "/"), None, "{path}");
        }
    }
}
