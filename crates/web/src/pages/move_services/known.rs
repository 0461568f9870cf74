//! The signals of the move page: what was typed, what the server said, what time it is; and what follows from them.
//!
//! Everything that can be derived is a memo over the pure functions of [`super::state`]; nothing is copied by effects.

use super::remedies::{Offer, offers};
use super::state::{self, Form, LookUp, Pair, Read, Row, Typed};
use crate::api::ApiError;
use handover_core::facts::MoveFacts;
use handover_core::ids::{OrderId, ResellerId};
use handover_core::wire::MovePreview;
use handover_core::{Blocker, Checks, Plan};
use leptos::prelude::*;

/// Everything that the parts of the page share; a handful of handles, so it is copied freely.
#[derive(Clone, Copy)]
pub struct Known {
    /// The order that was opened.
    pub order_id: OrderId,
    /// Customer Username (Email Address), as typed.
    pub username: RwSignal<String>,
    /// Customer ID, as typed.
    pub customer_id: RwSignal<String>,
    /// The checkbox.
    pub retain_contacts: RwSignal<bool>,
    /// The facts as the server read them; none before the first answer.
    pub read: RwSignal<Option<Read>>,
    /// Why there are no facts.
    pub load_error: RwSignal<Option<ApiError>>,
    /// What the look-up of the pair is doing.
    pub look_up: RwSignal<LookUp>,
    /// What the remedies are doing.
    pub remedy: RwSignal<RemedyRun>,
    /// The steady clock, as far as it has been looked at.
    now_ms: RwSignal<f64>,
    /// The resellers that the actor can sign up for products; read when a sign-up is missing.
    pub resellers: RwSignal<Vec<ResellerId>>,
    /// The text of the live region.
    pub spoken: RwSignal<String>,
    /// How far the two fields are.
    pub typed: Memo<Typed>,
    /// The facts of this moment.
    pub facts: Memo<Option<MoveFacts>>,
    /// The rows of the list of checks.
    pub rows: Memo<Vec<Row>>,
    /// What would happen.
    pub plan: Memo<Option<Plan>>,
}

/// What a remedy is doing; one at a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RemedyRun {
    /// Nothing.
    #[default]
    Idle,
    /// It is on its way.
    Running(Offer),
    /// The server refused, or was not reached.
    Failed(Offer, ApiError),
}

impl Known {
    /// Nothing is known yet but the order and what was typed before.
    pub fn new(order_id: OrderId, form: Form) -> Self {
        let username = RwSignal::new(form.username);
        let customer_id = RwSignal::new(form.customer_id);
        let retain_contacts = RwSignal::new(form.retain_contacts);
        let read = RwSignal::new(None::<Read>);
        let look_up = RwSignal::new(LookUp::Idle);
        let now_ms = RwSignal::new(steady_ms());
        let typed = Memo::new(move |_| {
            Form { username: username.get(), customer_id: customer_id.get(), retain_contacts: false }.typed()
        });
        let facts = Memo::new(move |_| {
            let now_ms = now_ms.get();
            read.with(|read| read.as_ref().map(|read| typed.with(|typed| state::facts_now(read, typed, now_ms))))
        });
        let contacts = move || handover_core::parse::ContactChoice::from_retain(retain_contacts.get());
        let rows = Memo::new(move |_| {
            let is_looking_up = look_up.with(|look_up| matches!(look_up, LookUp::Running(_)));
            facts.with(|facts| {
                let checks: Option<Checks> = facts.as_ref().map(|facts| handover_core::check(contacts(), facts));
                state::rows(checks.as_ref(), is_looking_up)
            })
        });
        let plan = Memo::new(move |_| facts.with(|facts| facts.as_ref().map(|facts| Plan::of(contacts(), facts))));
        Self {
            order_id,
            username,
            customer_id,
            retain_contacts,
            read,
            load_error: RwSignal::new(None),
            look_up,
            remedy: RwSignal::new(RemedyRun::Idle),
            now_ms,
            resellers: RwSignal::new(Vec::new()),
            spoken: RwSignal::new(String::new()),
            typed,
            facts,
            rows,
            plan,
        }
    }

    /// The page has been left; whoever awaited something must not touch its signals any more.
    pub fn is_gone(self) -> bool {
        self.read.is_disposed()
    }

    /// How long ago the facts arrived, in milliseconds; none before they did.
    pub fn age_ms(self) -> Option<f64> {
        self.read.with_untracked(|read| read.as_ref().map(|read| steady_ms() - read.arrived_ms))
    }

    /// What can be done about a blocker; tracked.
    pub fn offers(self, blocker: &Blocker) -> Vec<Offer> {
        let facts = self.facts.read_untracked();
        facts.as_ref().map_or_else(Vec::new, |facts| self.resellers.with(|resellers| offers(blocker, facts, resellers)))
    }

    /// What stands in the form; tracked.
    pub fn form(self) -> Form {
        Form {
            username: self.username.get(),
            customer_id: self.customer_id.get(),
            retain_contacts: self.retain_contacts.get(),
        }
    }

    /// What stands in the form.
    pub fn form_now(self) -> Form {
        untrack(move || self.form())
    }

    /// Takes fresh facts, unless better ones are here already: newer ones of the same pair, or ones of the typed pair where
    /// these are of another.
    pub fn take(self, preview: MovePreview, pair: Option<Pair>) {
        let has_better = self.read.with_untracked(|read| {
            read.as_ref().is_some_and(|read| {
                let is_of_typed_pair =
                    read.pair.as_ref().is_some_and(|pair| self.typed.with_untracked(|typed| typed.is(pair)));
                let is_older = preview.facts.as_of < read.facts.as_of;
                if read.pair == pair { is_older } else { is_of_typed_pair }
            })
        });
        if has_better {
            return;
        }
        let arrived_ms = steady_ms();
        self.now_ms.set(arrived_ms);
        self.load_error.set(None);
        if pair.as_ref().is_some_and(|pair| self.typed.with_untracked(|typed| typed.is(pair))) {
            self.look_up.set(LookUp::Idle);
        }
        self.read.set(Some(Read { facts: preview.facts, pair, arrived_ms }));
    }

    /// The server would not even look a malformed pair up: it belongs to nobody, which the list of checks says.
    pub fn take_unknown_pair(self, pair: &Pair) {
        self.read.update(|read| {
            if let Some(read) = read {
                read.pair = Some(pair.clone());
                read.facts.new_customer =
                    handover_core::facts::PairFacts::LookedUp { id_known: false, username_known: false, matched: None };
            }
        });
    }

    /// Looks at the clock, and says so when a row has passed by itself.
    pub fn tick(self) {
        self.saying_what_passed("", move || self.now_ms.set(steady_ms()));
    }

    /// Does something and says `first`, and which rows have passed by it.
    pub fn saying_what_passed(self, first: &str, change: impl FnOnce()) {
        let before = self.rows.get_untracked();
        change();
        let mut text = String::from(first);
        let passed = self.rows.with_untracked(|after| state::newly_passed(&before, after));
        if !text.is_empty() && !passed.is_empty() {
            text.push(' ');
        }
        text.push_str(&passed);
        if !text.is_empty() {
            self.spoken.set(text);
        }
    }
}

/// Milliseconds since the page was opened, by a clock that nobody can set: a wrong local time changes nothing.
fn steady_ms() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Moves the focus to the element with this id, and the window only when it is out of sight.
pub fn go_to(id: &str) {
    use wasm_bindgen::JsCast as _;
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Runs once the page has drawn what just changed, and a dialog has opened, or has closed and given the focus back.
pub fn after_render(task: impl FnOnce() + 'static) {
    set_timeout(task, std::time::Duration::ZERO);
}
