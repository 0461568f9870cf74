//! What surrounds every page: the way past it for the keyboard, the top bar, and what every page has to say about the
//! connection.

use crate::browser::{self, Theme};
use crate::components::{Icon, Notice, Tone};
use crate::router::use_router;
use crate::session::{Farewell, Session, use_session};
use handover_core::wire::Me;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Top bar, notices, the page, footer.
#[component]
pub fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let is_busy = move || (session.requests.get() > 0).then_some("");
    let router = use_router();
    // Whoever signs out leaves the address behind; whose session ended stays at it.
    Effect::new(move |_| {
        if session.farewell.get() == Some(Farewell::SignedOut) {
            router.push("/sign-in");
        }
    });
    let back_online = window_event_listener(leptos::ev::online, move |_| session.reload());
    on_cleanup(move || back_online.remove());
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        browser::focus_id("main");
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>"Skip to the content"</a>
        <div class="progress" data-busy=is_busy aria-hidden="true"></div>
        <TopBar session=session />
        <div class="banners" role="status">{move || banners(session)}</div>
        <main id="main" class="main" tabindex="-1">{children()}</main>
        <footer class="footer">
            <p>"Handover " {env!("CARGO_PKG_VERSION")}</p>
            <p><a href="/help">"Help"</a></p>
        </footer>
    }
}

fn banners(session: Session) -> AnyView {
    let is_offline = session.is_offline.get();
    let is_outdated = session.is_outdated.get();
    view! {
        {is_offline
            .then(|| {
                view! {
                    <Notice tone=Tone::Warning title="The server cannot be reached.">
                        <p>"What you typed is still here. Check the network connection and try again."</p>
                    </Notice>
                }.into_any()
            })}
        {is_outdated
            .then(|| {
                view! {
                    <Notice tone=Tone::Info title="There is a new version of this page.">
                        <p>
                            "Finish what you are typing, then "
                            <a href="" rel="external">"reload the page"</a> "."
                        </p>
                    </Notice>
                }.into_any()
            })}
    }
    .into_any()
}

/// A place in the navigation.
struct Place {
    label: &'static str,
    href: &'static str,
    for_resellers: bool,
}

const PLACES: [Place; 5] = [
    Place { label: "Orders", href: "/orders", for_resellers: false },
    Place { label: "Moves", href: "/moves", for_resellers: false },
    Place { label: "Customers", href: "/customers", for_resellers: true },
    Place { label: "Products", href: "/products", for_resellers: true },
    Place { label: "Settings", href: "/settings/profile", for_resellers: false },
];

fn places(is_reseller: bool) -> AnyView {
    let path_shown = use_router().path;
    PLACES
        .into_iter()
        .filter(|place| is_reseller || !place.for_resellers)
        .map(|place| {
            let section = place.href.trim_end_matches("/profile");
            let current = move || {
                path_shown.with(|path| {
                    if path == place.href {
                        Some("page")
                    } else {
                        path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/')).then_some("true")
                    }
                })
            };
            view! { <li><a class="place" href=place.href aria-current=current>{place.label}</a></li> }
        })
        .collect::<Vec<_>>()
        .into_any()
}

#[component]
fn TopBar(session: Session) -> AnyView {
    let me = Memo::new(move |_| session.me());
    view! {
        <header class="top-bar">
            <div class="top-bar-row">
                <a class="brand" href="/">
                    <svg class="brand-mark" aria-hidden="true"><use href="/style/icons.svg#mark"></use></svg>
                    <span class="brand-name">"Handover"</span>
                </a>
                {move || me.get().map(signed_in_bar)}
                {move || me.with(Option::is_none).then(signed_out_bar)}
            </div>
        </header>
    }
    .into_any()
}

fn signed_out_bar() -> AnyView {
    view! {
        <div class="top-bar-end">
            <a class="button quiet" href="/help">"Help"</a>
            <AccountMenu me=None />
        </div>
    }
    .into_any()
}

fn signed_in_bar(me: Me) -> AnyView {
    let is_reseller = me.kind.is_reseller();
    view! {
        <span class="reseller-name">{me.reseller_name.clone()}</span>
        <nav class="places" aria-label="Main"><ul>{places(is_reseller)}</ul></nav>
        <div class="top-bar-end"><AccountMenu me=Some(me) /></div>
    }
    .into_any()
}

/// The menu at the right: who is signed in, the theme, signing out; on a phone the navigation too.
#[component]
fn AccountMenu(me: Option<Me>) -> AnyView {
    let session = use_session();
    let menu = NodeRef::<leptos::html::Div>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            let menu: &HtmlElement = &menu;
            // It is closed already where this fails.
            let _ = menu.hide_popover();
        }
    };
    let name = me.as_ref().map_or_else(|| String::from("Menu"), |me| me.name.clone());
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    let is_signed_in = me.is_some();
    let head = me.map(|me| {
        let is_reseller = me.kind.is_reseller();
        view! {
            <nav class="menu-places" aria-label="Main" on:click=move |_| close()><ul>{places(is_reseller)}</ul></nav>
            <div class="menu-head">
                <p class="menu-name">{me.name}</p>
                <p class="menu-detail">{me.username}</p>
                <p class="menu-detail">{me.reseller_name}</p>
            </div>
        }
        .into_any()
    });
    view! {
        <button type="button" class="account-button" popovertarget="account-menu">
            {if is_signed_in {
                view! {
                    <span class="avatar" aria-hidden="true">{initials}</span>
                    <span class="account-name">{name}</span>
                    <Icon name="menu" />
                }
                    .into_any()
            } else {
                view! {
                    <span class="visually-hidden">"Appearance"</span>
                    <Icon name="theme" />
                }
                    .into_any()
            }}
        </button>
        <div class="menu" id="account-menu" popover="auto" node_ref=menu>
            {head}
            <ThemeSwitch />
            {is_signed_in
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="menu-item"
                            on:click=move |_| {
                                close();
                                session.sign_out();
                            }
                        >
                            <Icon name="sign-out" />
                            "Sign out"
                        </button>
                    }.into_any()
                })}
        </div>
    }
    .into_any()
}

#[component]
fn ThemeSwitch() -> AnyView {
    let theme = RwSignal::new(Theme::current());
    let choices = Theme::ALL
        .into_iter()
        .map(|choice| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="theme"
                        value=choice.word()
                        prop:checked=move || theme.get() == choice
                        on:change=move |_| {
                            theme.set(choice);
                            choice.apply();
                        }
                    />
                    <span>{choice.name()}</span>
                </label>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <fieldset class="segments">
            <legend>"Theme"</legend>
            <div class="segment-row">{choices}</div>
        </fieldset>
    }
    .into_any()
}
