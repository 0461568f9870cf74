//! What the move page asks the server, and what each answer means for it.
//!
//! It never shows a move as done: a receipt does, on its own page. After every wait it looks whether the page is still
//! there.

use super::confirm::{Asked, Confirming, OUTCOME_ID, Outcome, PASSWORD_ID, Phase};
use super::known::{Known, RemedyRun, after_render, go_to};
use super::remedies::{Asking, Offer};
use super::stale::differences;
use super::state::{LookUp, Pair, RowState, Typed, summary};
use super::{checks, draft, pair};
use crate::api::{self, ApiError};
use crate::pages::order::no_such_order;
use handover_core::ids::OrderId;
use handover_core::parse::ContactChoice;
use handover_core::wire::path::{self, fill};
use handover_core::wire::{
    Authorisation, AuthorisationBody, MovePreview, ProductRow, ReasonBody, Receipt, problem_code,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;

fn of_order(template: &str, order_id: OrderId) -> String {
    fill(template, &[&order_id.to_string()])
}

/// Reads the own side's facts.
pub fn load(known: Known) {
    spawn_local(async move {
        let answer = api::get::<MovePreview>(&of_order(path::MOVE_FACTS, known.order_id)).await;
        if known.is_gone() {
            return;
        }
        match answer {
            Ok(preview) => known.take(preview, None),
            Err(error) => fail(known, error),
        }
    });
}

/// The facts cannot be read: what is shown already stays, unless the order is not there any more.
fn fail(known: Known, error: ApiError) {
    if error.is(problem_code::NOT_FOUND) {
        known.read.set(None);
    }
    known.load_error.set(Some(no_such_order(error)));
}

/// Looks the typed pair up. An answer to a pair that is not typed any more is ignored.
pub fn look_up(known: Known, pair: Pair) {
    known.look_up.set(LookUp::Running(pair.clone()));
    known.spoken.set("Looking up the customer.".into());
    let body = known.form_now().body();
    spawn_local(async move {
        let answer = api::post::<MovePreview>(&of_order(path::MOVE_CHECK, known.order_id), &body).await;
        let is_outdated = known.is_gone() || known.typed.with_untracked(|typed| *typed != Typed::Pair(pair.clone()));
        if is_outdated {
            return;
        }
        match answer {
            Ok(preview) => {
                known.take(preview, Some(pair));
                known.spoken.set(said(known));
            }
            Err(error) if error.is(problem_code::INVALID_FIELDS) => {
                known.take_unknown_pair(&pair);
                known.look_up.set(LookUp::Idle);
                known.spoken.set(said(known));
            }
            Err(error) if error.is(problem_code::NOT_FOUND) => fail(known, error),
            Err(error) => {
                known.spoken.set(error.title().to_owned());
                known.look_up.set(LookUp::Failed(pair, error));
            }
        }
    });
}

/// What is said of a look-up: who it is and how the checks stand. That it is nobody is said by the first row itself.
fn said(known: Known) -> String {
    let recipient = known.facts.with_untracked(|facts| facts.as_ref().and_then(pair::recipient));
    let summary = known.rows.with_untracked(|rows| summary(rows));
    recipient.map_or(summary.clone(), |recipient| format!("{recipient}. {summary}"))
}

/// Carries a remedy out, reads the facts again and says what has passed by it.
pub fn carry_out(known: Known, asking: Asking, offer: Offer, reason: String) {
    if known.remedy.with_untracked(|remedy| matches!(remedy, RemedyRun::Running(_))) {
        return;
    }
    known.remedy.set(RemedyRun::Running(offer.clone()));
    let row = row_of(known, &offer);
    spawn_local(async move {
        let answer = match send_remedy(&offer, reason).await {
            Ok(()) => read_again(known).await,
            Err(error) => Err(error),
        };
        if known.is_gone() {
            return;
        }
        match answer {
            Ok((preview, pair)) => {
                known.remedy.set(RemedyRun::Idle);
                asking.close();
                known.saying_what_passed(&offer.done(), move || known.take(preview, pair));
                if let Some(row) = row {
                    // The button is gone with its blocker; the row is where the person was.
                    after_render(move || go_to(&row));
                }
            }
            Err(error) => known.remedy.set(RemedyRun::Failed(offer, error)),
        }
    });
}

/// Reads the facts again, quietly: something may have been settled elsewhere while the person was away.
pub fn refresh(known: Known) {
    spawn_local(async move {
        if let Ok((preview, pair)) = read_again(known).await
            && !known.is_gone()
        {
            known.saying_what_passed("", move || known.take(preview, pair));
        }
    });
}

/// Reads which resellers the actor can sign up for products.
pub fn load_resellers(known: Known) {
    spawn_local(async move {
        let answer = api::get::<Vec<ProductRow>>(path::PRODUCTS).await;
        // Without an answer the row names the remedy, and offers no link.
        if let Ok(products) = answer
            && !known.is_gone()
        {
            let mut resellers = Vec::new();
            for row in products.iter().flat_map(|product| &product.resellers) {
                if let Err(place) = resellers.binary_search(&row.reseller_id) {
                    resellers.insert(place, row.reseller_id);
                }
            }
            known.resellers.set(resellers);
        }
    });
}

/// Id of the row that offers this remedy.
fn row_of(known: Known, offer: &Offer) -> Option<String> {
    known.rows.with_untracked(|rows| {
        let row = rows.iter().find(|row| match &row.state {
            RowState::Blocked(blockers) => untrack(|| blockers.iter().any(|own| known.offers(own).contains(offer))),
            RowState::Passed | RowState::Waiting | RowState::Checking => false,
        });
        row.map(|row| checks::row_id(row.rule))
    })
}

async fn send_remedy(offer: &Offer, reason: String) -> Result<(), ApiError> {
    let step = |template: &str, id: String, step: &str| fill(template, &[&id, step]);
    let answer = match offer {
        Offer::CancelAction(action) => {
            let address = step(path::ACTION_STEP, action.id.to_string(), "cancel");
            api::post::<IgnoredAny>(&address, &ReasonBody { reason }).await
        }
        Offer::CancelInvoice(invoice_id) => {
            let address = step(path::INVOICE_STEP, invoice_id.to_string(), "cancel");
            api::post::<IgnoredAny>(&address, &ReasonBody { reason }).await
        }
        Offer::PayInvoice(invoice_id) => {
            let address = step(path::INVOICE_STEP, invoice_id.to_string(), "pay");
            api::post::<IgnoredAny>(&address, &ReasonBody { reason }).await
        }
        Offer::Unsuspend(order_id) => {
            api::post::<IgnoredAny>(&of_order(path::ORDER_UNSUSPEND, *order_id), &ReasonBody { reason }).await
        }
        // These are done in the page.
        Offer::RetainContacts | Offer::CorrectPair | Offer::Link { .. } => return Ok(()),
    };
    answer.map(|_| ())
}

/// Fresh facts: with the pair where one is typed, else the own side's.
async fn read_again(known: Known) -> Result<(MovePreview, Option<Pair>), ApiError> {
    if known.is_gone() {
        // Nobody waits for them; this is never shown.
        return Err(ApiError::Unreadable);
    }
    match known.typed.get_untracked() {
        Typed::Pair(pair) => {
            let body = known.form_now().body();
            let preview = api::post(&of_order(path::MOVE_CHECK, known.order_id), &body).await?;
            Ok((preview, Some(pair)))
        }
        Typed::Incomplete | Typed::Malformed => {
            Ok((api::get(&of_order(path::MOVE_FACTS, known.order_id)).await?, None))
        }
    }
}

/// Asks for the right to confirm the plan, and confirms it.
pub fn authorise_and_move(known: Known, confirming: Confirming, on_receipt: Callback<Receipt>) {
    let Some(asked) = confirming.asked.get_untracked() else { return };
    confirming.phase.set(Phase::Sending);
    let body = AuthorisationBody {
        plan_digest: asked.body.plan_digest.clone(),
        password: confirming.password.get_untracked(),
    };
    spawn_local(async move {
        let address = of_order(path::MOVE_AUTHORISATION, known.order_id);
        let answer = api::post::<Authorisation>(&address, &body).await;
        if known.is_gone() {
            return;
        }
        confirming.password.set(String::new());
        match answer {
            Ok(_) => commit(known, confirming, asked, on_receipt).await,
            Err(error) => refused(known, confirming, &asked, error),
        }
    });
}

/// Sends the confirmation again whose answer was lost, under the same key.
pub fn check_again(known: Known, confirming: Confirming, on_receipt: Callback<Receipt>) {
    let is_unknown = confirming.phase.with_untracked(|phase| *phase == Phase::Unknown);
    let Some(asked) = confirming.asked.get_untracked().filter(|_| is_unknown) else { return };
    confirming.phase.set(Phase::Sending);
    spawn_local(commit(known, confirming, asked, on_receipt));
}

async fn commit(known: Known, confirming: Confirming, asked: Asked, on_receipt: Callback<Receipt>) {
    let address = of_order(path::ORDER_MOVES, known.order_id);
    let answer = api::post_once::<Receipt>(&address, &asked.body, &asked.key).await;
    if known.is_gone() {
        return;
    }
    match answer {
        Ok(receipt) => {
            draft::forget(known.order_id);
            on_receipt.run(receipt);
        }
        Err(error) if is_outcome_unknown(&error) => {
            confirming.phase.set(Phase::Unknown);
            known.spoken.set("We don't know yet whether it was moved.".into());
        }
        Err(error) => refused(known, confirming, &asked, error),
    }
}

/// Once the confirmation is sent, only a refusal says that nothing was moved.
fn is_outcome_unknown(error: &ApiError) -> bool {
    match error {
        ApiError::Problem(problem) => problem.status >= 500,
        ApiError::Offline | ApiError::Unreadable => true,
    }
}

fn refused(known: Known, confirming: Confirming, asked: &Asked, error: ApiError) {
    let preview = match &error {
        ApiError::Problem(problem) => problem.preview.clone(),
        ApiError::Offline | ApiError::Unreadable => None,
    };
    let (Some(preview), true) = (preview, error.is(problem_code::STALE_PLAN) || error.is(problem_code::MOVE_BLOCKED))
    else {
        let is_wrong_password = error.is(problem_code::WRONG_PASSWORD);
        confirming.phase.set(Phase::Refused(no_such_order(error)));
        if is_wrong_password {
            after_render(|| go_to(PASSWORD_ID));
        }
        return;
    };
    let contacts = ContactChoice::from_retain(asked.body.retain_contacts);
    let outcome = if error.is(problem_code::STALE_PLAN) {
        Outcome::Stale(differences(contacts, &asked.facts, &preview.facts))
    } else {
        Outcome::Blocked
    };
    confirming.phase.set(Phase::Asking);
    confirming.outcome.set(Some(outcome));
    confirming.is_open.set(false);
    let pair = match known.typed.get_untracked() {
        Typed::Pair(pair) => Some(pair),
        Typed::Incomplete | Typed::Malformed => None,
    };
    known.take(*preview, pair);
    after_render(|| go_to(OUTCOME_ID));
}
