//! Signing in, for customers and resellers alike.
//!
//! It stands under `/sign-in`, and under every other address while nobody is signed in: the address stays, so that
//! whoever signs in is where they wanted to be.

use crate::api::{self, ApiError, Request};
use crate::components::{Field, Notice, PageHeader, ProblemNotice, SubmitButton, Tone, dynamic};
use crate::router::use_router;
use crate::session::{Farewell, use_session};
use handover_core::ids::LoginId;
use handover_core::parse::parse_username;
use handover_core::wire::{AccountChoice, DemoAccount, SignInAnswer, SignInBody, path, problem_code};
use leptos::prelude::*;

/// Id of the question which of several accounts is meant.
const CHOICE_ID: &str = "choose-account";

/// The page at `/sign-in`; whoever is signed in already goes on to the orders.
#[component]
pub fn SignInPage() -> AnyView {
    let session = use_session();
    let is_signed_in = Memo::new(move |_| session.me().is_some());
    let router = use_router();
    Effect::new(move |_| {
        if is_signed_in.get() {
            router.replace("/orders");
        }
    });
    dynamic(move || if is_signed_in.get() { ().into_any() } else { SignInForm() })
}

/// What the form keeps.
#[derive(Clone, Copy)]
struct State {
    username: RwSignal<String>,
    password: RwSignal<String>,
    username_error: RwSignal<Option<String>>,
    password_error: RwSignal<Option<String>>,
    refusal: RwSignal<Option<ApiError>>,
    choices: RwSignal<Vec<AccountChoice>>,
}

/// The form, under whichever address was asked for.
#[component]
pub fn SignInForm() -> AnyView {
    let session = use_session();
    let state = State {
        username: RwSignal::new(String::new()),
        password: RwSignal::new(String::new()),
        username_error: RwSignal::new(None),
        password_error: RwSignal::new(None),
        refusal: RwSignal::new(None),
        choices: RwSignal::new(Vec::new()),
    };
    let send = api::write::<SignInAnswer>(move |answer| match answer {
        Ok(SignInAnswer::SignedIn(me)) => session.signed_in(me),
        Ok(SignInAnswer::Choose(choices)) => {
            state.choices.set(choices);
            request_animation_frame(|| crate::browser::focus_id(CHOICE_ID));
        }
        Err(error) => state.refusal.set(Some(error)),
    });
    let sign_in = move |account: Option<LoginId>| {
        let (username, password) = (state.username.get_untracked(), state.password.get_untracked());
        state.refusal.set(None);
        send.dispatch(Request::post(path::SESSION, &SignInBody { username, password, account }));
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let username_error = state.username.with_untracked(|username| parse_username(username).err());
        state.username_error.set(username_error.map(str::to_owned));
        let is_empty = state.password.with_untracked(String::is_empty);
        state.password_error.set(is_empty.then(|| String::from("Type your password.")));
        if username_error.is_none() && !is_empty && !send.pending().get_untracked() {
            sign_in(None);
        }
    };
    let choose = Callback::new(move |account| sign_in(Some(account)));
    let fill = Callback::new(move |account: DemoAccount| {
        state.username.set(account.username);
        state.password.set(account.password);
        state.username_error.set(None);
        state.password_error.set(None);
        state.refusal.set(None);
        state.choices.set(Vec::new());
        crate::browser::focus_id("sign-in-button");
    });
    let is_choosing = move || state.choices.with(|choices| !choices.is_empty());
    view! {
        <div class="sign-in">
            <section class="card sign-in-card">
                <div class="card-body">
                    <PageHeader title="Sign in" />
                    {move || session.farewell.get().map(farewell)}
                    <form class="form" novalidate on:submit=submit hidden=is_choosing>
                        <Field
                            id="username"
                            label="Customer Username (Email Address)"
                            value=state.username
                            error=state.username_error
                            autocomplete="username"
                            inputmode="email"
                            required=true
                        />
                        <Field
                            id="password"
                            label="Password"
                            value=state.password
                            error=state.password_error
                            kind="password"
                            autocomplete="current-password"
                            required=true
                        />
                        {move || state.refusal.get().map(refusal)}
                        <div id="sign-in-button" class="sign-in-button" tabindex="-1">
                            <SubmitButton pending=send.pending()>"Sign in"</SubmitButton>
                        </div>
                    </form>
                    {move || is_choosing().then(|| account_choices(state.choices, choose))}
                    <p class="soft">
                        "Resellers sign in here too. "
                        <a href="/help#signing-in">"Help with signing in"</a>
                    </p>
                </div>
            </section>
            {move || {
                let accounts = session.demo_accounts();
                (!accounts.is_empty()).then(|| demo_accounts(accounts, fill))
            }}
        </div>
    }
    .into_any()
}

fn farewell(farewell: Farewell) -> AnyView {
    match farewell {
        Farewell::SignedOut => view! { <Notice tone=Tone::Success title="You are signed out." role="status" /> },
        Farewell::Ended => view! {
            <Notice tone=Tone::Info title="Your session ended." role="status" children=Box::new(|| {
                view! { <p>"Sign in again to go on where you were."</p> }.into_any()
            }) />
        },
    }
    .into_any()
}

fn refusal(error: ApiError) -> AnyView {
    if error.is(problem_code::WRONG_CREDENTIALS) {
        let (title, advice) = (error.title().to_owned(), error.advice().to_owned());
        view! {
            <Notice tone=Tone::Danger title=title role="alert">
                <p>{advice}</p>
            </Notice>
        }
        .into_any()
    } else {
        view! { <ProblemNotice error=error /> }.into_any()
    }
}

/// The same address and password belong to accounts under several resellers.
fn account_choices(choices: RwSignal<Vec<AccountChoice>>, choose: Callback<LoginId>) -> AnyView {
    let buttons = choices
        .get()
        .into_iter()
        .map(|choice| {
            let account = choice.account;
            view! {
                <li>
                    <button type="button" class="account-choice" on:click=move |_| choose.run(account)>
                        <span class="account-choice-title">{choice.name}</span>
                        <span class="soft">{choice.reseller_name}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <section class="form" aria-labelledby=CHOICE_ID>
            <h2 id=CHOICE_ID tabindex="-1">"Which account?"</h2>
            <p>"This address has an account under more than one reseller."</p>
            <ul class="account-choices">{buttons}</ul>
            <p>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| {
                        choices.set(Vec::new());
                        request_animation_frame(|| crate::browser::focus_id("username"));
                    }
                >
                    "Back"
                </button>
            </p>
        </section>
    }
    .into_any()
}

fn demo_accounts(accounts: Vec<DemoAccount>, fill: Callback<DemoAccount>) -> AnyView {
    let (resellers, customers) = accounts.into_iter().partition::<Vec<_>, _>(|account| account.is_reseller);
    view! {
        <section class="demo" aria-labelledby="demo-accounts">
            <h2 id="demo-accounts">"Accounts of this demo"</h2>
            <p class="soft">
                "Everything in it is made up, and nothing leaves this machine. The terminal that started the demo has this list too."
            </p>
            {demo_group("Customers", customers, fill)}
            {demo_group("Resellers", resellers, fill)}
        </section>
    }
    .into_any()
}

fn demo_group(title: &'static str, accounts: Vec<DemoAccount>, fill: Callback<DemoAccount>) -> AnyView {
    let accounts = accounts.into_iter().map(|account| demo_account(account, fill)).collect::<Vec<_>>();
    view! {
        <h3>{title}</h3>
        <ul class="demo-list">{accounts}</ul>
    }
    .into_any()
}

fn demo_account(account: DemoAccount, fill: Callback<DemoAccount>) -> AnyView {
    let username = account.username.clone();
    let label = String::from("Fill in ") + &username;
    let mut lines = account.shows.lines().map(str::to_owned);
    let words = lines.next();
    let things = lines
        .map(|line| {
            let (what, place) = line.split_once(": ").unwrap_or_default();
            view! {
                <div>
                    <dt>{what.to_owned()}</dt>
                    <dd>{place.to_owned()}</dd>
                </div>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <li class="demo-account">
            <h4>{username}</h4>
            <button type="button" class="button small" aria-label=label on:click=move |_| fill.run(account.clone())>
                "Fill in"
            </button>
            <p class="soft">{words}</p>
            {(!things.is_empty()).then(|| view! { <dl class="facts">{things}</dl> }.into_any())}
        </li>
    }
    .into_any()
}
