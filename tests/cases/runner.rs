//! Reads the shared cases. Each takes the clean example, changes a few values by their JSON pointers, and tells which
//! codes are expected, in order. The same cases run natively, in WebAssembly in a browser, and through HTTP.

use handover_core::facts::MoveFacts;
use handover_core::wire::MoveBody;
use serde_json::Value;

/// The example that moves.
const CLEAN: &str = include_str!("clean.json");

/// Every file of cases, by name.
pub const FILES: [(&str, &str); 14] = [
    ("r00_authority.json", include_str!("r00_authority.json")),
    ("r01_pair.json", include_str!("r01_pair.json")),
    ("r02_same_customer.json", include_str!("r02_same_customer.json")),
    ("r03_status.json", include_str!("r03_status.json")),
    ("r04_suspended.json", include_str!("r04_suspended.json")),
    ("r05_processing.json", include_str!("r05_processing.json")),
    ("r06_split_domain.json", include_str!("r06_split_domain.json")),
    ("r07_invoice.json", include_str!("r07_invoice.json")),
    ("r08_money_back.json", include_str!("r08_money_back.json")),
    ("r09_sign_up.json", include_str!("r09_sign_up.json")),
    ("r10_movable.json", include_str!("r10_movable.json")),
    ("r11_policy.json", include_str!("r11_policy.json")),
    ("r12_contacts.json", include_str!("r12_contacts.json")),
    ("several.json", include_str!("several.json")),
];

/// One case.
pub struct Case {
    /// File and name.
    pub name: String,
    /// What is typed.
    pub body: MoveBody,
    /// What is true.
    pub facts: MoveFacts,
    /// Codes of the blockers, in order; none where the move is possible.
    pub expected_codes: Vec<String>,
}

/// All cases of all files.
pub fn cases() -> Vec<Case> {
    let in_file = |(file, text): (&str, &str)| {
        let cases: Vec<Value> = serde_json::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        cases.into_iter().map(|case| read(file, &case)).collect::<Vec<_>>()
    };
    FILES.into_iter().flat_map(in_file).collect()
}

fn read(file: &str, case: &Value) -> Case {
    let name = format!("{file}: {}", case["name"].as_str().expect("a case has a name"));
    let mut example: Value = serde_json::from_str(CLEAN).expect("clean.json is JSON");
    for (pointer, value) in case["change"].as_object().expect("a case has changes") {
        let target = example.pointer_mut(pointer).unwrap_or_else(|| panic!("{name}: nothing at {pointer}"));
        *target = value.clone();
    }
    Case {
        body: serde_json::from_value(example["request"].clone()).unwrap_or_else(|error| panic!("{name}: {error}")),
        facts: serde_json::from_value(example["facts"].clone()).unwrap_or_else(|error| panic!("{name}: {error}")),
        expected_codes: serde_json::from_value(case["expect"].clone())
            .unwrap_or_else(|error| panic!("{name}: {error}")),
        name,
    }
}
