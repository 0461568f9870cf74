//! The one context: who is signed in, and what every answer showed about the server.
//!
//! It holds no data of a page. Signing out leaves the address as it is, so that signing in again returns to it.

use crate::api::{self, ApiError, ApiEvent};
use handover_core::wire::{DemoAccount, Me, SessionState, SignedOut, path};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The session, to be had from [`use_session`].
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<Option<Result<SessionState, ApiError>>>,
    /// Why nobody is signed in, where somebody was.
    pub farewell: RwSignal<Option<Farewell>>,
    /// The server cannot be reached.
    pub is_offline: RwSignal<bool>,
    /// The server is newer than this page.
    pub is_outdated: RwSignal<bool>,
    /// How many requests are on their way.
    pub requests: RwSignal<u32>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Farewell {
    /// By the button.
    SignedOut,
    /// By time, or from another browser.
    Ended,
}

/// What the shell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Not known yet.
    Loading,
    /// Cannot be known.
    Failed(ApiError),
    /// Nobody.
    SignedOut,
    /// Somebody.
    SignedIn(Me),
}

/// The context of [`Session::provide`].
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// Creates the context, listens to the API and asks who is signed in.
    pub fn provide() -> Self {
        let session = Self {
            state: RwSignal::new(None),
            farewell: RwSignal::new(None),
            is_offline: RwSignal::new(false),
            is_outdated: RwSignal::new(false),
            requests: RwSignal::new(0),
        };
        provide_context(session);
        api::listen(Callback::new(move |event| session.hear(event)));
        session.reload();
        session
    }

    fn hear(self, event: ApiEvent) {
        match event {
            ApiEvent::Sent => self.requests.update(|count| *count += 1),
            ApiEvent::Answered => self.requests.update(|count| *count = count.saturating_sub(1)),
            ApiEvent::Offline => self.is_offline.set(true),
            ApiEvent::Online => {
                if self.is_offline.get_untracked() {
                    self.is_offline.set(false);
                }
            }
            ApiEvent::NewBuild => self.is_outdated.set(true),
            ApiEvent::SignedOut => {
                if matches!(self.state.get_untracked(), Some(Ok(SessionState::SignedIn(_)))) {
                    self.farewell.set(Some(Farewell::Ended));
                    self.reload();
                }
            }
        }
    }

    /// Asks the server again who is signed in.
    pub fn reload(self) {
        spawn_local(async move {
            let answer = api::get::<SessionState>(path::SESSION).await;
            self.state.set(Some(answer));
        });
    }

    /// Somebody signed in.
    pub fn signed_in(self, me: Box<Me>) {
        self.farewell.set(None);
        self.state.set(Some(Ok(SessionState::SignedIn(me))));
    }

    /// Signs out; without an answer the session stays, and the page says that the server cannot be reached.
    pub fn sign_out(self) {
        spawn_local(async move {
            if api::delete::<()>(path::SESSION).await.is_ok() {
                let signed_out = SignedOut { demo_accounts: Vec::new() };
                self.state.set(Some(Ok(SessionState::SignedOut(signed_out))));
                self.farewell.set(Some(Farewell::SignedOut));
                // For the accounts of the demo.
                self.reload();
            }
        });
    }

    /// What the shell shows.
    pub fn phase(self) -> Memo<Phase> {
        Memo::new(move |_| {
            self.state.with(|state| match state {
                None => Phase::Loading,
                Some(Err(error)) => Phase::Failed(error.clone()),
                Some(Ok(SessionState::SignedOut(_))) => Phase::SignedOut,
                Some(Ok(SessionState::SignedIn(me))) => Phase::SignedIn((**me).clone()),
            })
        })
    }

    /// Who is signed in; tracked.
    pub fn me(self) -> Option<Me> {
        self.state.with(|state| match state {
            Some(Ok(SessionState::SignedIn(me))) => Some((**me).clone()),
            Some(Ok(SessionState::SignedOut(_)) | Err(_)) | None => None,
        })
    }

    /// Whether a reseller is signed in; tracked.
    pub fn is_reseller(self) -> bool {
        self.me().is_some_and(|me| me.kind.is_reseller())
    }

    /// The accounts of the demo, while nobody is signed in; tracked.
    pub fn demo_accounts(self) -> Vec<DemoAccount> {
        self.state.with(|state| match state {
            Some(Ok(SessionState::SignedOut(signed_out))) => signed_out.demo_accounts.clone(),
            Some(Ok(SessionState::SignedIn(_)) | Err(_)) | None => Vec::new(),
        })
    }
}
