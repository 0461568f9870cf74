//! The page's reader and the usual one agree on everything that the wire types use.

use super::*;
use handover_core::facts::{IncomingSetting, OrderStatus, PairFacts, TldPolicy};
use handover_core::wire::{ListQuery, Page, Problem, SessionState, SignInAnswer, SignedOut};
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Reads as the usual reader does.
fn agrees<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) {
    let usual = serde_json::from_str::<T>(text).map_err(|_| Unreadable);
    assert_eq!(from_str::<T>(text), usual, "{text}");
}

#[test]
fn every_form_of_the_wire_types_reads_as_usual() {
    agrees::<OrderStatus>("\"Pending Delete Restorable\"");
    agrees::<IncomingSetting>("\"ask\"");
    agrees::<TldPolicy>("{\"forbidden\": \"why\"}");
    agrees::<TldPolicy>("\"allowed\"");
    agrees::<PairFacts>("\"not-looked-up\"");
    agrees::<PairFacts>("{\"looked-up\":{\"id_known\":true,\"username_known\":false,\"matched\":null}}");
    agrees::<SessionState>("{\"signed-out\":{\"demo_accounts\":[]}}");
    agrees::<SignInAnswer>("{\"choose\":[{\"account\":1,\"name\":\"a\",\"reseller_name\":\"b\"}]}");
    agrees::<Page<i64>>("{\"items\":[1,-2,999999999999999999],\"next\":\"x\"} ");
    agrees::<Page<Option<bool>>>("{ \"items\" : [ null , true ], \"next\" : null }");
    agrees::<ListQuery>("{\"q\":\"a\"}");
    agrees::<Problem>("{\"code\":\"c\",\"status\":409,\"title\":\"t\",\"detail\":\"d\",\"unknown\":{\"a\":[1,\"b\"]}}");
    agrees::<()>("null");
}

#[test]
fn strings_read_as_usual() {
    for text in
        ["\"\"", "\"a\\n\\t\\\"\\\\\\/\\u00e4\"", "\"\\ud83d\\ude00x\"", "\"ü\"", "\"\\ud83d\"", "\"\\x\"", "\"a"]
    {
        agrees::<String>(text);
    }
}

#[test]
fn what_is_not_of_the_type_is_refused_as_usual() {
    agrees::<OrderStatus>("\"Gone\"");
    agrees::<SignedOut>("{}");
    agrees::<SignedOut>("{\"demo_accounts\":[],}");
    agrees::<ListQuery>("{\"unknown\":\"a\"}");
    agrees::<Vec<i64>>("[1 2]");
    agrees::<Vec<i64>>("[1,]");
    agrees::<u32>("-1");
    agrees::<u16>("70000");
    agrees::<i64>("1 2");
    agrees::<bool>("nonsense");
}
