//! The shared cases against the core, natively and in WebAssembly in a browser.

#[path = "../../../tests/cases/runner.rs"]
mod runner;

use handover_core::ids::OrderId;
use handover_core::{Blocker, MoveRequest, check};
use runner::Case;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;
#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

#[test]
fn every_shared_case_gives_the_expected_codes_in_order() {
    let cases = runner::cases();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let codes = codes_by_core(case);
            (codes != case.expected_codes)
                .then(|| format!("{}: expected {:?}, got {codes:?}", case.name, case.expected_codes))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} cases are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn every_rule_has_a_file_of_cases() {
    for number in 0..13 {
        let prefix = format!("r{number:02}_");
        assert!(runner::FILES.iter().any(|(name, _)| name.starts_with(&prefix)), "no file {prefix}*.json");
    }
    assert_eq!(OrderId(1001), runner::cases()[0].facts.order_id);
}

/// The codes that the core gives: those of the wrong fields, else those of the blockers.
fn codes_by_core(case: &Case) -> Vec<String> {
    match MoveRequest::parse(case.facts.order_id, &case.body) {
        Err(errors) => errors.into_iter().map(|error| error.code).collect(),
        Ok(request) => check(request.contacts, &case.facts).blockers().map(Blocker::code).map(String::from).collect(),
    }
}
