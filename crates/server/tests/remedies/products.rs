//! Products and sign-ups (S13).

use crate::panel::{GOPEDRO, OPERATOR, PAULA, PEDRO_NORTE, Panel, RESELLER_B};
use handover_core::ids::ResellerId;
use handover_core::wire::{ProductRow, SignUpRow};
use handover_server::values;
use serde_json::json;

const PARKING: &str = "premium-domain-parking";
const LUMEN: &str = "admin@lumen.example";

fn sign_ups(products: &[ProductRow], product_key: &str) -> Vec<SignUpRow> {
    products.iter().find(|product| product.product_key == product_key).unwrap().resellers.clone()
}

#[test]
fn a_reseller_sees_its_own_tree_itself_first() {
    let panel = Panel::start();
    let products: Vec<ProductRow> = panel.get(GOPEDRO, "/products").ok();
    let parking = sign_ups(&products, PARKING);
    let ids: Vec<_> = parking.iter().map(|row| row.reseller_id).collect();
    assert_eq!(ids, [ResellerId(2), ResellerId(4)]);
    assert_eq!((parking[0].signed_up, parking[0].may_sign_up), (true, false));
    assert_eq!((parking[1].signed_up, parking[1].may_sign_up), (false, true));
    let all: Vec<ProductRow> = panel.get(OPERATOR, "/products").ok();
    assert_eq!(sign_ups(&all, PARKING)[0].reseller_id, ResellerId(1));
}

#[test]
fn a_customer_sees_what_is_sold_and_no_sign_ups() {
    let panel = Panel::start();
    let products: Vec<ProductRow> = panel.get(PAULA, "/products").ok();
    assert_eq!(products.len(), 5);
    assert!(products.iter().all(|product| product.resellers.is_empty()));
    let body = json!({ "reseller_id": 2 });
    panel.post(PAULA, "/products/digital-certificate/sign-ups", body).problem("forbidden");
}

#[test]
fn a_reseller_signs_up_once_and_again_without_effect() {
    let panel = Panel::start();
    for _ in 0..2 {
        let body = json!({ "reseller_id": 5 });
        let products: Vec<ProductRow> = panel.post(LUMEN, "/products/digital-certificate/sign-ups", body).ok();
        assert!(sign_ups(&products, "digital-certificate")[0].signed_up);
    }
    assert_eq!(panel.audit_count("product-signed-up"), 1);
}

#[test]
fn a_sign_up_needs_the_parents() {
    let panel = Panel::start();
    panel.execute("DELETE FROM product_sign_up WHERE reseller_id = 2 AND product_key = $1", values![PARKING]);
    let path = format!("/products/{PARKING}/sign-ups");
    panel.post(PEDRO_NORTE, &path, json!({ "reseller_id": 4 })).problem("not-possible");
    panel.post(GOPEDRO, &path, json!({ "reseller_id": 2 })).ok::<Vec<ProductRow>>();
    panel.post(GOPEDRO, &path, json!({ "reseller_id": 4 })).ok::<Vec<ProductRow>>();
}

#[test]
fn nobody_signs_up_a_reseller_of_another_tree() {
    let panel = Panel::start();
    let foreign = panel.post(RESELLER_B, "/products/web-hosting/sign-ups", json!({ "reseller_id": 2 }));
    let missing = panel.post(RESELLER_B, "/products/web-hosting/sign-ups", json!({ "reseller_id": 999 }));
    let no_product = panel.post(RESELLER_B, "/products/nothing/sign-ups", json!({ "reseller_id": 3 }));
    for answer in [foreign, missing, no_product] {
        answer.problem("not-found");
    }
}
