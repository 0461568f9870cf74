//! The shell and the route table. Which page an address shows is decided here and nowhere else.

mod shell;

use crate::components::{ErrorState, PageHeader};
use crate::pages::{
    CustomerPage, CustomersPage, HelpPage, MovePage, MoveServicesPage, MovesPage, NewCustomerPage, NotFoundPage,
    OrderPage, OrdersPage, ProductsPage, ProfilePage, SetPasswordPage, SignInForm, SignInPage,
};
use crate::session::{Phase, Session, use_session};
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::path;
use shell::Shell;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    Session::provide();
    view! {
        <Router>
            <Shell>
                <FlatRoutes fallback=|| view! { <NotFoundPage /> }>
                    <Route path=path!("/") view=|| signed_in(|| view! { <Redirect path="/orders" /> }.into_any()) />
                    <Route path=path!("/sign-in") view=SignInPage />
                    <Route path=path!("/set-password") view=SetPasswordPage />
                    <Route path=path!("/orders") view=|| signed_in(|| view! { <OrdersPage /> }.into_any()) />
                    <Route path=path!("/orders/:order_id") view=|| signed_in(|| view! { <OrderPage /> }.into_any()) />
                    <Route
                        path=path!("/orders/:order_id/move")
                        view=|| signed_in(|| view! { <MoveServicesPage /> }.into_any())
                    />
                    <Route path=path!("/moves") view=|| signed_in(|| view! { <MovesPage /> }.into_any()) />
                    <Route path=path!("/moves/:move_id") view=|| signed_in(|| view! { <MovePage /> }.into_any()) />
                    <Route path=path!("/settings/profile") view=|| signed_in(|| view! { <ProfilePage /> }.into_any()) />
                    <Route path=path!("/customers") view=|| for_resellers(|| view! { <CustomersPage /> }.into_any()) />
                    <Route
                        path=path!("/customers/new")
                        view=|| for_resellers(|| view! { <NewCustomerPage /> }.into_any())
                    />
                    <Route
                        path=path!("/customers/:customer_id")
                        view=|| for_resellers(|| view! { <CustomerPage /> }.into_any())
                    />
                    <Route path=path!("/products") view=|| for_resellers(|| view! { <ProductsPage /> }.into_any()) />
                    <Route path=path!("/help") view=HelpPage />
                </FlatRoutes>
            </Shell>
        </Router>
    }
}

/// A page for whoever is signed in. Everybody else signs in first, under the same address, and is then where they
/// wanted to be.
fn signed_in(page: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let phase = session.phase();
    (move || match phase.get() {
        Phase::Loading => view! { <div class="skeleton" aria-busy="true"></div> }.into_any(),
        Phase::Failed(error) => {
            let retry = Callback::new(move |()| session.reload());
            view! {
                <PageHeader title="Handover" />
                <ErrorState error=error retry=retry />
            }
            .into_any()
        }
        Phase::SignedOut => view! { <SignInForm /> }.into_any(),
        Phase::SignedIn(_) => page(),
    })
    .into_any()
}

/// A page that customers do not have.
fn for_resellers(page: fn() -> AnyView) -> AnyView {
    let session = use_session();
    let is_customer = Memo::new(move |_| session.me().is_some_and(|me| !me.kind.is_reseller()));
    (move || if is_customer.get() { view! { <NotFoundPage /> }.into_any() } else { signed_in(page) }).into_any()
}
