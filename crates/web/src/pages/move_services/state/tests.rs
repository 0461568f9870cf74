//! The states of the page, from typed text to rows.

use super::*;
use crate::pages::move_services::fixture::{NOON, facts, matched};
use handover_core::check;
use handover_core::facts::OrderStatus;
use handover_core::parse::ContactChoice;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn form(username: &str, customer_id: &str) -> Form {
    Form { username: username.into(), customer_id: customer_id.into(), retain_contacts: false }
}

fn rows_of(form: &Form, read: &Read, now_ms: f64) -> Vec<Row> {
    let facts = facts_now(read, &form.typed(), now_ms);
    rows(Some(&check(ContactChoice::from_retain(form.retain_contacts), &facts)), false)
}

fn looked_up(form: &Form) -> Read {
    let Typed::Pair(pair) = form.typed() else { panic!("the test's pair is of good form") };
    Read { facts: facts(matched()), pair: Some(pair), arrived_ms: 0.0 }
}

#[test]
fn every_rule_but_authority_has_a_row_before_anything_is_known() {
    let rows = rows(None, false);
    assert_eq!(rows.len(), 12);
    assert!(rows.iter().all(|row| row.state == RowState::Checking && row.rule != Rule::Authority));
}

#[test]
fn half_a_pair_waits_and_a_malformed_one_is_an_invalid_customer() {
    let read = Read { facts: facts(PairFacts::NotLookedUp), pair: None, arrived_ms: 0.0 };
    assert_eq!(rows_of(&form("a@example.com", ""), &read, 0.0)[0].state, RowState::Waiting);
    let rows = rows_of(&form("a@example.com", "47x"), &read, 0.0);
    assert_eq!(rows[0].state, RowState::Blocked(vec![Blocker::InvalidCustomer]));
    assert_eq!(rows[1].state, RowState::Waiting);
}

#[test]
fn an_answer_holds_only_for_the_pair_that_is_typed() {
    let asked = form("a@example.com", "4711");
    let read = looked_up(&asked);
    assert_eq!(open_checks(&rows_of(&asked, &read, 0.0)), None);
    assert_eq!(rows_of(&form("a@example.com", "471"), &read, 0.0)[0].state, RowState::Waiting);
}

#[test]
fn money_back_clears_at_its_moment_and_says_so() {
    let asked = form("a@example.com", "4711");
    let mut read = looked_up(&asked);
    read.facts.services[0].money_back_until = Some(Timestamp(NOON.0 + 2_000));
    let before = rows_of(&asked, &read, 1_999.0);
    assert!(needs_clock(&before));
    assert_eq!(open_checks(&before), Some("1 check is open: No money-back period is running.".into()));
    let after = rows_of(&asked, &read, 2_000.0);
    assert!(!needs_clock(&after));
    assert_eq!(newly_passed(&before, &after), "Passed now: No money-back period is running. 12 of 12 checks passed.");
}

#[test]
fn the_time_that_is_left_never_promises_too_early() {
    let left = |ms: i64| remaining(Timestamp(NOON.0 + ms), NOON);
    assert_eq!(left(0), "in 0 seconds");
    assert_eq!(left(1), "in 1 second");
    assert_eq!(left(40_000), "in 40 seconds");
    assert_eq!(left(121_000), "in 3 minutes");
    assert_eq!(left(3 * 86_400_000 - 1), "in 3 days");
    assert_eq!(left(36 * 3_600_000), "in 36 hours");
}

#[test]
fn what_is_open_names_blocked_rows_and_counts_the_others() {
    let mut own = facts(PairFacts::NotLookedUp);
    own.services[0].status = OrderStatus::Suspended;
    let read = Read { facts: own, pair: None, arrived_ms: 0.0 };
    let rows = rows_of(&Form::default(), &read, 0.0);
    assert_eq!(
        open_checks(&rows).as_deref(),
        Some("8 checks are open: Nothing is suspended or locked; 7 waiting for the new customer.")
    );
    assert_eq!(summary(&rows), "4 of 12 checks passed, 1 is blocked, 7 wait for the new customer.");
}
