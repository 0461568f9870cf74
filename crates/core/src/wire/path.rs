//! Paths of the API. A `{…}` stands for one segment.

use alloc::{string::String, vec::Vec};

/// `POST` signs in, `GET` tells who is signed in, `DELETE` signs out.
pub const SESSION: &str = "/api/v1/session";
/// `GET` the list of orders.
pub const ORDERS: &str = "/api/v1/orders";
/// `GET` one order.
pub const ORDER: &str = "/api/v1/orders/{order_id}";
/// `GET` the own side's facts of a move.
pub const MOVE_FACTS: &str = "/api/v1/orders/{order_id}/move-facts";
/// `POST` looks the pair up and checks.
pub const MOVE_CHECK: &str = "/api/v1/orders/{order_id}/move-check";
/// `POST` asks the password again for one plan.
pub const MOVE_AUTHORISATION: &str = "/api/v1/orders/{order_id}/move-authorisation";
/// `POST` moves.
pub const ORDER_MOVES: &str = "/api/v1/orders/{order_id}/moves";
/// `POST` suspends.
pub const ORDER_SUSPEND: &str = "/api/v1/orders/{order_id}/suspend";
/// `POST` unsuspends.
pub const ORDER_UNSUSPEND: &str = "/api/v1/orders/{order_id}/unsuspend";
/// `GET` the receipts.
pub const MOVES: &str = "/api/v1/moves";
/// `GET` one receipt.
pub const MOVE: &str = "/api/v1/moves/{move_id}";
/// `POST` cancels, completes or fails an action: `{step}` is `cancel`, `complete` or `fail`.
pub const ACTION_STEP: &str = "/api/v1/actions/{action_id}/{step}";
/// `POST` cancels an invoice or marks it paid: `{step}` is `cancel` or `pay`.
pub const INVOICE_STEP: &str = "/api/v1/invoices/{invoice_id}/{step}";
/// `GET` the products with the sign-ups of the actor's resellers.
pub const PRODUCTS: &str = "/api/v1/products";
/// `POST` signs a reseller up for a product.
pub const PRODUCT_SIGN_UP: &str = "/api/v1/products/{product_key}/sign-ups";
/// `GET` the list of customers, `POST` adds one.
pub const CUSTOMERS: &str = "/api/v1/customers";
/// `GET` one customer, `DELETE` deletes one without live orders.
pub const CUSTOMER: &str = "/api/v1/customers/{customer_id}";
/// `POST` restores a deleted customer.
pub const CUSTOMER_RESTORE: &str = "/api/v1/customers/{customer_id}/restore";
/// `POST` makes a new one-time link to set the password.
pub const CUSTOMER_PASSWORD_LINK: &str = "/api/v1/customers/{customer_id}/password-link";
/// `PUT` the customer's setting for incoming moves.
pub const CUSTOMER_INCOMING: &str = "/api/v1/customers/{customer_id}/incoming-setting";
/// `PUT` one default contact.
pub const DEFAULT_CONTACT: &str = "/api/v1/customers/{customer_id}/default-contacts/{role}";
/// `POST` tells whose password a one-time link sets.
pub const PASSWORD_LINK: &str = "/api/v1/password-link";
/// `POST` sets a password by a one-time link.
pub const PASSWORD: &str = "/api/v1/password";

/// Fills the `{…}` segments of a path with values that need no escaping.
#[must_use]
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let segments = template
        .split('/')
        .map(|segment| if segment.starts_with('{') { values.next().copied().unwrap_or(segment) } else { segment });
    segments.collect::<Vec<_>>().join("/")
}
