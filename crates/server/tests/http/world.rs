//! The people of these tests, as in the example of the instructions: two resellers under one operator.

use handover_core::ids::{CustomerId, LoginId, OrderId, ResellerId};
use handover_server::password::{self, Cost};
use handover_server::store::{StoreError, Tx};
use handover_server::{canonical, values};

pub const OPERATOR: ResellerId = ResellerId(1);
pub const GOPEDRO: ResellerId = ResellerId(2);
pub const RESELLER_B: ResellerId = ResellerId(3);
/// Customer of the first reseller.
pub const PAULA: CustomerId = CustomerId(481_205_937);
/// Another customer of the first reseller.
pub const QUENTIN: CustomerId = CustomerId(205_914_768);
/// Customer of the second reseller.
pub const XENIA: CustomerId = CustomerId(318_840_562);

pub const OPERATOR_LOGIN: LoginId = LoginId(11);
pub const GOPEDRO_LOGIN: LoginId = LoginId(12);
pub const RESELLER_B_LOGIN: LoginId = LoginId(13);
pub const PAULA_LOGIN: LoginId = LoginId(21);
pub const QUENTIN_LOGIN: LoginId = LoginId(22);
pub const XENIA_LOGIN: LoginId = LoginId(23);

pub const PASSWORD: &str = "paper boats in a storm";

/// Everybody, each with [`PASSWORD`].
pub fn people(tx: &Tx) -> Result<(), StoreError> {
    reseller(tx, OPERATOR, None, "Operator")?;
    reseller(tx, GOPEDRO, Some(OPERATOR), "GoPedro Hosting")?;
    reseller(tx, RESELLER_B, Some(OPERATOR), "Reseller B")?;
    login(tx, OPERATOR_LOGIN, "operator@handover.example", None, Some(OPERATOR))?;
    login(tx, GOPEDRO_LOGIN, "admin@gopedro.example", None, Some(GOPEDRO))?;
    login(tx, RESELLER_B_LOGIN, "admin@reseller-b.example", None, Some(RESELLER_B))?;
    customer(tx, PAULA, GOPEDRO, "paula@example.com", "Paula Oliveira")?;
    customer(tx, QUENTIN, GOPEDRO, "quentin@example.com", "Quentin Rau")?;
    customer(tx, XENIA, RESELLER_B, "xenia@example.com", "Xenia Petrou")?;
    login(tx, PAULA_LOGIN, "paula@example.com", Some(PAULA), None)?;
    login(tx, QUENTIN_LOGIN, "quentin@example.com", Some(QUENTIN), None)?;
    login(tx, XENIA_LOGIN, "xenia@example.com", Some(XENIA), None)?;
    for (key, name) in [("digital-certificate", "Digital Certificate"), ("email-hosting", "E-mail Hosting")] {
        tx.execute(
            "INSERT INTO product (key, name, movable, is_domain_registration, money_back_days) VALUES ($1, $2, 1, 0, 30)",
            values![key, name],
        )?;
    }
    Ok(())
}

pub fn reseller(tx: &Tx, id: ResellerId, parent: Option<ResellerId>, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO reseller (id, parent_id, name, status, outgoing_policy, incoming_policy, created_at)
         VALUES ($1, $2, $3, 'Active', 'allow', 'allow', 0)",
        values![id, parent, name],
    )?;
    tx.execute(
        "INSERT INTO reseller_ancestor (reseller_id, ancestor_id, distance)
         SELECT $1, ancestor_id, distance + 1 FROM reseller_ancestor WHERE reseller_id = $2 UNION ALL SELECT $1, $1, 0",
        values![id, parent],
    )?;
    Ok(())
}

pub fn customer(tx: &Tx, id: CustomerId, reseller: ResellerId, username: &str, name: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO customer (id, reseller_id, username, status, incoming_setting, name, company, email, phone, address,
             city, zip, country, created_at)
         VALUES ($1, $2, $3, 'Active', 'accept', $4, '', $3, '+351 21 1234567', 'Rua 1', 'Lisboa', '1000', 'PT', 0)",
        values![id, reseller, username, name],
    )?;
    Ok(())
}

pub fn login(
    tx: &Tx,
    id: LoginId,
    username: &str,
    customer: Option<CustomerId>,
    reseller: Option<ResellerId>,
) -> Result<(), StoreError> {
    let username = canonical::typed_username(username).expect("an address");
    let password_hash = password::hash(Cost::Cheap, PASSWORD);
    tx.execute(
        "INSERT INTO login (id, username, display_name, customer_id, reseller_id, password_hash, created_at)
         VALUES ($1, $2, $2, $3, $4, $5, 0)",
        values![id, username, customer, reseller, password_hash],
    )?;
    Ok(())
}

/// An active order.
pub fn order(
    tx: &Tx,
    id: OrderId,
    domain: &str,
    customer: CustomerId,
    reseller: ResellerId,
    product: &str,
) -> Result<(), StoreError> {
    tx.execute("INSERT INTO domain_guard (domain, version) VALUES ($1, 1) ON CONFLICT DO NOTHING", values![domain])?;
    tx.execute(
        "INSERT INTO holding (reseller_id, domain, customer_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![reseller, domain, customer],
    )?;
    tx.execute(
        "INSERT INTO service (id, product_key, domain, customer_id, reseller_id, holder_id, status, created_at,
             expires_at, auto_renew)
         VALUES ($1, $2, $3, $4, $5, $4, 'Active', 0, 1800000000000, 1)",
        values![id, product, domain, customer, reseller],
    )?;
    Ok(())
}
