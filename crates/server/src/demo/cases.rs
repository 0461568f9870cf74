//! One domain name for every obstacle, and some that move. `tests/demo.rs` shows that each is what its name says.

use super::builder::{Builder, MINUTE_MS, Set};
use super::catalogue::{CERTIFICATE, EMAIL_HOSTING, PARKING, REGISTRATION, WEB_HOSTING};
use super::people::{ARJUN, CLARA, GOPEDRO, NUNO, OPERATOR, PAULA, PEDRO_NORTE, XENIA, YUSUF};
use crate::problem::ApiError;
use handover_core::Timestamp;
use handover_core::facts::{ActionStatus, InvoiceLevel, OrderStatus};
use handover_core::wire::InvoiceStatus;

/// How long the money-back period of one order still runs, so that a visitor sees it end, in milliseconds.
const ENDS_SOON_MS: i64 = 3 * MINUTE_MS;

pub(super) fn insert(demo: &mut Builder) -> Result<(), ApiError> {
    the_source_example(demo)?;
    what_moves(demo)?;
    suspended_and_locked(demo)?;
    in_progress(demo)?;
    money(demo)?;
    products_and_registries(demo)?;
    the_new_customer(demo)?;
    many_reasons(demo)
}

/// The certificate is bought at `GoPedro` Hosting, the e-mail hosting at Reseller B under the account of X.
fn the_source_example(demo: &mut Builder) -> Result<(), ApiError> {
    demo.orders(PAULA, "yourdomainname.com", [&CERTIFICATE])?;
    demo.orders(XENIA, "yourdomainname.com", [&EMAIL_HOSTING])?;
    demo.orders(PAULA, "split-domain.example", [&CERTIFICATE])?;
    demo.orders(YUSUF, "split-domain.example", [&EMAIL_HOSTING])?;
    Ok(())
}

fn what_moves(demo: &mut Builder) -> Result<(), ApiError> {
    demo.orders(PAULA, "moves-fine-1.example", [&CERTIFICATE])?;
    demo.orders(PAULA, "moves-fine-2.example", [&CERTIFICATE, &REGISTRATION])?;
    let [_, registration, _, _] =
        demo.orders(PAULA, "moves-fine-3.example", [&CERTIFICATE, &REGISTRATION, &WEB_HOSTING, &EMAIL_HOSTING])?;
    demo.separate_registrant(registration, "Rui Oliveira")?;
    let [past, older, _, _] =
        demo.orders(PAULA, "moves-with-history.example", [&CERTIFICATE, &WEB_HOSTING, &CERTIFICATE, &EMAIL_HOSTING])?;
    demo.becomes(past, OrderStatus::Deleted)?;
    demo.becomes(older, OrderStatus::Archived)?;
    let [_, hosting] = demo.orders(PAULA, "moves-restorable.example", [&CERTIFICATE, &WEB_HOSTING])?;
    demo.becomes(hosting, OrderStatus::PendingDeleteRestorable)?;
    let [certificate] = demo.orders(PAULA, "moves-expired.example", [&CERTIFICATE])?;
    demo.set(certificate, Set::ExpiresAt(demo.now().plus_days(-3)))?;
    demo.orders(PAULA, "münchen-zieht-um.example", [&CERTIFICATE, &REGISTRATION])?;
    demo.orders(NUNO, "moves-from-norte.example", [&CERTIFICATE, &EMAIL_HOSTING])?;
    Ok(())
}

fn suspended_and_locked(demo: &mut Builder) -> Result<(), ApiError> {
    let [certificate] = demo.orders(PAULA, "suspended.example", [&CERTIFICATE])?;
    demo.suspend(certificate, GOPEDRO, "The registrant's e-mail address could not be verified.")?;
    let [_, hosting] = demo.orders(PAULA, "suspended-related.example", [&CERTIFICATE, &WEB_HOSTING])?;
    demo.suspend(hosting, GOPEDRO, "The hosting sent unwanted mail.")?;
    let [certificate] = demo.orders(PAULA, "suspended-by-operator.example", [&CERTIFICATE])?;
    demo.suspend(certificate, OPERATOR, "A court order of the platform's country.")?;
    let [certificate] = demo.orders(NUNO, "suspended-by-norte.example", [&CERTIFICATE])?;
    demo.suspend(certificate, PEDRO_NORTE, "Asked for by the customer while it is away.")?;
    let [certificate] = demo.orders(PAULA, "locked-by-customer.example", [&CERTIFICATE])?;
    demo.set(certificate, Set::LockedByCustomer)?;
    let [certificate] = demo.orders(PAULA, "locked-by-reseller.example", [&CERTIFICATE])?;
    demo.set(certificate, Set::LockedByReseller(GOPEDRO))?;
    Ok(())
}

fn in_progress(demo: &mut Builder) -> Result<(), ApiError> {
    let [certificate] = demo.orders(PAULA, "enrolling.example", [&CERTIFICATE])?;
    demo.action(certificate, "Enroll", ActionStatus::AwaitingValidation, 90)?;
    let [certificate] = demo.orders(PAULA, "reissuing.example", [&CERTIFICATE])?;
    demo.action(certificate, "Reissue", ActionStatus::Pending, 12)?;
    let [_, registration] = demo.orders(PAULA, "renewing.example", [&CERTIFICATE, &REGISTRATION])?;
    demo.action(registration, "Renew", ActionStatus::Executing, 3)?;
    let [_, hosting] = demo.orders(PAULA, "deleting.example", [&CERTIFICATE, &WEB_HOSTING])?;
    demo.action(hosting, "Delete", ActionStatus::Pending, 40)?;
    let [_, hosting] = demo.orders(PAULA, "being-added.example", [&CERTIFICATE, &WEB_HOSTING])?;
    demo.is_being_added(hosting)?;
    let [certificate] = demo.orders(PAULA, "new-order.example", [&CERTIFICATE])?;
    demo.is_being_added(certificate)?;
    demo.invoice(&[certificate], InvoiceLevel::Customer, InvoiceStatus::Pending)
}

fn money(demo: &mut Builder) -> Result<(), ApiError> {
    let orders = demo.orders(PAULA, "pending-invoice.example", [&CERTIFICATE, &EMAIL_HOSTING])?;
    demo.invoice(&orders, InvoiceLevel::Customer, InvoiceStatus::Pending)?;
    let orders = demo.orders(PAULA, "part-paid-invoice.example", [&CERTIFICATE])?;
    demo.invoice(&orders, InvoiceLevel::Customer, InvoiceStatus::PartPaid)?;
    let orders = demo.orders(PAULA, "reseller-invoice.example", [&CERTIFICATE])?;
    demo.invoice(&orders, InvoiceLevel::Reseller, InvoiceStatus::Pending)?;
    let orders = demo.orders(NUNO, "norte-reseller-invoice.example", [&CERTIFICATE])?;
    demo.invoice(&orders, InvoiceLevel::Reseller, InvoiceStatus::Pending)?;
    let [certificate] = demo.orders(PAULA, "money-back.example", [&CERTIFICATE])?;
    demo.set(certificate, Set::MoneyBackUntil(demo.now().plus_days(12)))?;
    let [certificate] = demo.orders(PAULA, "money-back-ends-soon.example", [&CERTIFICATE])?;
    demo.set(certificate, Set::MoneyBackUntil(Timestamp(demo.now().0 + ENDS_SOON_MS)))?;
    Ok(())
}

fn products_and_registries(demo: &mut Builder) -> Result<(), ApiError> {
    demo.orders(PAULA, "no-sign-up.example", [&CERTIFICATE, &WEB_HOSTING])?;
    demo.orders(PAULA, "not-movable.example", [&CERTIFICATE, &PARKING])?;
    demo.orders(PAULA, "registry-forbids.test", [&CERTIFICATE, &REGISTRATION])?;
    demo.orders(PAULA, "existing-contacts-only.invalid", [&CERTIFICATE, &REGISTRATION])?;
    Ok(())
}

/// Orders without an obstacle of their own, each for a new customer that is one.
fn the_new_customer(demo: &mut Builder) -> Result<(), ApiError> {
    for domain in [
        "already-belongs.example",
        "new-customer-deleted.example",
        "new-customer-suspended.example",
        "new-reseller-suspended.example",
        "new-customer-blocks.example",
        "new-customer-asks.example",
        "policy-incoming.example",
        "new-reseller-asks.example",
        "no-default-contacts.example",
    ] {
        demo.orders(PAULA, domain, [&CERTIFICATE])?;
    }
    demo.orders(CLARA, "policy-outgoing.example", [&CERTIFICATE])?;
    demo.orders(ARJUN, "own-reseller-asks.example", [&CERTIFICATE])?;
    Ok(())
}

fn many_reasons(demo: &mut Builder) -> Result<(), ApiError> {
    let products = [&CERTIFICATE, &REGISTRATION, &WEB_HOSTING, &EMAIL_HOSTING, &PARKING];
    let [certificate, registration, hosting, mail, _] = demo.orders(PAULA, "many-reasons.example", products)?;
    demo.action(certificate, "Reissue", ActionStatus::AwaitingValidation, 200)?;
    demo.set(registration, Set::LockedByCustomer)?;
    demo.suspend(hosting, GOPEDRO, "The hosting sent unwanted mail.")?;
    demo.set(mail, Set::MoneyBackUntil(demo.now().plus_days(5)))?;
    demo.invoice(&[registration, mail], InvoiceLevel::Customer, InvoiceStatus::Pending)
}
