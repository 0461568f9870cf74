//! `decide` is Ok exactly when `check` is clear, on random facts.

#![cfg(not(target_arch = "wasm32"))]

use handover_core::facts::{
    AccountStatus, ActionFacts, ActionStatus, Actor, CrossResellerPolicy, IncomingSetting, InvoiceFacts, InvoiceLevel,
    LockOwner, MoveFacts, OrderStatus, PairFacts, SplitRule, TldPolicy,
};
use handover_core::ids::{ActionId, CustomerId, InvoiceId, ResellerId};
use handover_core::time::Timestamp;
use handover_core::wire::MoveBody;
use handover_core::{MoveRequest, PlanDigest, Refusal, check, decide};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

/// The clean example with any number of its values changed, most of them left alone so that clear facts are common.
fn facts() -> impl Strategy<Value = MoveFacts> {
    let pair = select(vec![None, Some((true, true)), Some((false, true)), Some((false, false))]);
    let rare = || prop::bool::weighted(0.08);
    let own_side = (
        select(vec![
            Actor::Customer(CustomerId(4001)),
            Actor::Reseller(ResellerId(10)),
            Actor::Reseller(ResellerId(1)),
            Actor::Customer(CustomerId(4002)),
        ]),
        rare(),
        rare(),
        rare(),
        rare(),
        rare(),
        rare(),
        select(vec![TldPolicy::Allowed, TldPolicy::Allowed, TldPolicy::ExistingContactsOnly]),
    );
    let new_side = (
        (rare(), pair),
        rare(),
        rare(),
        rare(),
        rare(),
        any::<bool>(),
        rare(),
        select(vec![IncomingSetting::Accept, IncomingSetting::Accept, IncomingSetting::Ask, IncomingSetting::Block]),
    );
    (own_side, new_side, any::<bool>()).prop_map(|(own, new, is_documented)| {
        let mut facts = clean().1;
        let (actor, suspended, locked, processing, invoice, money_back, unfinished_move, tld_policy) = own;
        facts.actor = actor;
        facts.existing.reseller_path = vec![ResellerId(1), ResellerId(10)];
        facts.existing.unfinished_move = unfinished_move;
        facts.tld_policy = tld_policy;
        facts.split_rule = if is_documented { SplitRule::Documented } else { SplitRule::NewResellerOnly };
        let as_of = facts.as_of;
        let service = &mut facts.services[0];
        if suspended {
            service.status = OrderStatus::Suspended;
        }
        service.lock = locked.then_some(LockOwner::Customer);
        if processing {
            let kind = "Renew".into();
            service.actions.push(ActionFacts { id: ActionId(1), kind, status: ActionStatus::Pending });
        }
        service.money_back_until = money_back.then_some(Timestamp(as_of.0 + 1));
        if invoice {
            let order_ids = vec![service.order_id];
            facts.pending_invoices.push(InvoiceFacts { id: InvoiceId(1), level: InvoiceLevel::Customer, order_ids });
        }
        let ((is_unmatched, pair), deleted, held, split, no_sign_up, same_reseller, denied, setting) = new;
        if is_unmatched {
            facts.new_customer = match pair {
                None => PairFacts::NotLookedUp,
                Some((id_known, username_known)) => PairFacts::LookedUp { id_known, username_known, matched: None },
            };
        }
        if let PairFacts::LookedUp { matched: Some(new), .. } = &mut facts.new_customer {
            new.status = if deleted { AccountStatus::Deleted } else { AccountStatus::Active };
            new.held_by_other_customer = held;
            new.split_elsewhere = split;
            new.reseller_id = if same_reseller { ResellerId(10) } else { ResellerId(20) };
            new.incoming_setting = setting;
            if no_sign_up {
                new.signed_up_products.clear();
            }
            new.incoming_policy = if denied { CrossResellerPolicy::Deny } else { CrossResellerPolicy::Allow };
        }
        facts
    })
}

/// The example that moves, from the shared cases.
fn clean() -> (MoveRequest, MoveFacts) {
    static CLEAN: LazyLock<(MoveRequest, MoveFacts)> = LazyLock::new(|| {
        let example: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/cases/clean.json")).expect("clean.json is JSON");
        let body: MoveBody = serde_json::from_value(example["request"].clone()).expect("it has a request");
        let facts: MoveFacts = serde_json::from_value(example["facts"].clone()).expect("it has facts");
        (MoveRequest::parse(facts.order_id, &body).expect("it is well formed"), facts)
    });
    CLEAN.clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decide_is_ok_exactly_when_check_is_clear(facts in facts()) {
        let (request, _) = clean();
        let is_clear = check(request.contacts, &facts).is_clear();
        let confirmed = PlanDigest::of(&request, &facts);
        prop_assert_eq!(decide(&request, facts, &confirmed).is_ok(), is_clear);
    }
}

#[test]
fn a_plan_that_was_not_confirmed_is_stale() {
    let (request, mut facts) = clean();
    let confirmed = PlanDigest::of(&request, &facts);
    facts.services[1].version += 1;
    assert!(matches!(decide(&request, facts, &confirmed), Err(Refusal::StalePlan(_))));
}

#[test]
fn time_blockers_and_other_peoples_changes_leave_the_digest_alone() {
    let (request, mut facts) = clean();
    let confirmed = PlanDigest::of(&request, &facts);
    facts.as_of = Timestamp(facts.as_of.0 + 1);
    facts.existing.unfinished_move = true;
    assert_eq!(PlanDigest::of(&request, &facts), confirmed);
}

#[test]
fn the_digest_follows_request_services_and_contacts() {
    let (request, facts) = clean();
    let digest = PlanDigest::of(&request, &facts);
    let other_customer = MoveRequest { customer_id: CustomerId(4712), ..request.clone() };
    let mut fewer_services = facts.clone();
    fewer_services.services.pop();
    let mut new_default_contact = facts.clone();
    if let PairFacts::LookedUp { matched: Some(new), .. } = &mut new_default_contact.new_customer {
        new.default_contacts[0].version += 1;
    }
    let others = [
        PlanDigest::of(&other_customer, &facts),
        PlanDigest::of(&request, &fewer_services),
        PlanDigest::of(&request, &new_default_contact),
    ];
    assert!(others.iter().all(|other| *other != digest));
}

#[test]
#[should_panic(expected = "facts of another request")]
fn facts_of_another_request_are_never_decided_on() {
    let (request, mut facts) = clean();
    let confirmed = PlanDigest::of(&request, &facts);
    facts.order_id.0 += 1;
    let _ = decide(&request, facts, &confirmed);
}
