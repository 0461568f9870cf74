//! The shared cases through HTTP, each against a store that was filled with its facts.

use crate::fill::{self, ACTOR_LOGIN};
use crate::runner::{self, Case};
use crate::support::TestServer;
use handover_core::wire::{MovePreview, path, problem_code};

#[test]
fn every_shared_case_gives_the_expected_codes_in_order_through_http() {
    let mut count = 0;
    let wrong: Vec<String> = runner::cases()
        .into_iter()
        .filter_map(|case| {
            count += 1;
            let (name, expected) = (case.name.clone(), case.expected_codes.clone());
            let codes = codes_through_http(case);
            (codes != expected).then(|| format!("{name}: expected {expected:?}, got {codes:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {count} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The codes of the check: of the wrong fields, of the blockers, or that there is no such order.
fn codes_through_http(case: Case) -> Vec<String> {
    let (as_of, body) = (case.facts.as_of, case.body.clone());
    let check = path::fill(path::MOVE_CHECK, &[&case.facts.order_id.to_string()]);
    let server = TestServer::start(move |tx| fill::fill(tx, &case));
    server.clock.set(as_of);
    let answer = server.client_of(ACTOR_LOGIN).post(&check, &body);
    if answer.status == 200 {
        return answer.json::<MovePreview>().blockers.into_iter().map(|blocker| blocker.code).collect();
    }
    let problem = answer.problem();
    if problem.code == problem_code::INVALID_FIELDS {
        problem.errors.into_iter().map(|error| error.code).collect()
    } else {
        vec![problem.code]
    }
}
