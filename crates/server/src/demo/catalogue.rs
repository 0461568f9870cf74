//! What the demo sells, who sells it, and what the registries of three endings allow.

use super::people::{ASK_FIRST, CLOSED_GATE, GOPEDRO, LUMEN, OPERATOR, PAUSED, PEDRO_NORTE, RESELLER_B};
use crate::store::{StoreError, Tx};
use crate::values;
use handover_core::Timestamp;
use handover_core::ids::ResellerId;

/// A product of the demo.
pub(super) struct Product {
    /// Key.
    pub key: &'static str,
    /// Name on screen.
    pub name: &'static str,
    /// Price of a year in cents.
    pub price_minor: i64,
    /// Days in which a new order can be given back.
    pub money_back_days: i64,
    /// Which roles of contacts its orders use.
    pub roles: &'static [&'static str],
    is_movable: bool,
    is_domain_registration: bool,
}

pub(super) const CERTIFICATE: Product = Product {
    key: "digital-certificate",
    name: "Digital Certificate",
    price_minor: 4_900,
    money_back_days: 30,
    roles: &["administrative", "technical", "billing"],
    is_movable: true,
    is_domain_registration: false,
};
pub(super) const REGISTRATION: Product = Product {
    key: "domain-registration",
    name: "Domain Registration",
    price_minor: 1_290,
    money_back_days: 5,
    roles: &["registrant", "administrative", "technical", "billing"],
    is_movable: true,
    is_domain_registration: true,
};
pub(super) const WEB_HOSTING: Product = Product {
    key: "web-hosting",
    name: "Web Hosting",
    price_minor: 7_188,
    money_back_days: 30,
    roles: &["technical", "billing"],
    is_movable: true,
    is_domain_registration: false,
};
pub(super) const EMAIL_HOSTING: Product = Product {
    key: "email-hosting",
    name: "E-mail Hosting",
    price_minor: 2_388,
    money_back_days: 30,
    roles: &["technical", "billing"],
    is_movable: true,
    is_domain_registration: false,
};
/// Orders of it never move.
pub(super) const PARKING: Product = Product {
    key: "premium-domain-parking",
    name: "Premium Domain Parking",
    price_minor: 990,
    money_back_days: 0,
    roles: &["billing"],
    is_movable: false,
    is_domain_registration: false,
};

const PRODUCTS: [Product; 5] = [CERTIFICATE, REGISTRATION, WEB_HOSTING, EMAIL_HOSTING, PARKING];

/// What a reseller has not signed up for. Pedro Norte can at once, its parent has; so can the others.
const MISSING_SIGN_UPS: [(ResellerId, &str); 3] =
    [(LUMEN, CERTIFICATE.key), (RESELLER_B, PARKING.key), (PEDRO_NORTE, PARKING.key)];

/// Endings that no registry will ever have (RFC 2606), with policies.
const TLD_POLICIES: [(&str, &str, &str); 3] = [
    ("test", "forbidden", "The registry of .test does not allow a domain name to change hands through a reseller."),
    ("invalid", "existing-contacts-only", ""),
    ("example", "allowed", ""),
];

pub(super) fn insert(tx: &Tx, now: Timestamp) -> Result<(), StoreError> {
    let resellers = [OPERATOR, GOPEDRO, RESELLER_B, PEDRO_NORTE, LUMEN, CLOSED_GATE, ASK_FIRST, PAUSED];
    for product in &PRODUCTS {
        tx.execute(
            "INSERT INTO product (key, name, movable, is_domain_registration, money_back_days)
             VALUES ($1, $2, $3, $4, $5)",
            values![
                product.key,
                product.name,
                product.is_movable,
                product.is_domain_registration,
                product.money_back_days
            ],
        )?;
        for reseller in resellers {
            if !MISSING_SIGN_UPS.contains(&(reseller, product.key)) {
                tx.execute(
                    "INSERT INTO product_sign_up (reseller_id, product_key, signed_up_at) VALUES ($1, $2, $3)",
                    values![reseller, product.key, now.plus_days(-1_400)],
                )?;
            }
        }
    }
    for (ending, policy, reason) in TLD_POLICIES {
        tx.execute(
            "INSERT INTO tld_policy (tld, policy, reason) VALUES ($1, $2, $3)",
            values![ending, policy, reason],
        )?;
    }
    Ok(())
}

/// Price of a year of a product in cents; 0 for one that the demo does not sell.
pub(super) fn price_minor(key: &str) -> i64 {
    PRODUCTS.iter().find(|product| product.key == key).map_or(0, |product| product.price_minor)
}
