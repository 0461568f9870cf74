//! The accounts that the demo's sign-in page lists, each with what it shows and with the pairs that a visitor needs.

use super::PASSWORD;
use super::people::{
    ARJUN, ASHA, BIANCA, CLARA, CUSTOMERS, DORA, LENA, NILS, NUNO, PAULA, PIA, QUENTIN, SAM, XENIA, YUSUF,
};
use crate::problem::ApiError;
use crate::store::Tx;
use crate::values;
use handover_core::ids::CustomerId;

pub(super) fn insert(tx: &Tx) -> Result<(), ApiError> {
    for (number, (username, shows)) in (1_i64..).zip(accounts()) {
        tx.execute(
            "INSERT INTO demo_account (number, username, password, shows) VALUES ($1, $2, $3, $4)",
            values![number, username, PASSWORD, shows],
        )?;
    }
    Ok(())
}

fn accounts() -> [(&'static str, String); 12] {
    [
        ("paula@example.com", paula()),
        (
            "quentin@example.com",
            format!(
                "Customer of GoPedro Hosting, the new customer of most moves. Its Customer ID {QUENTIN} stands in \
                 Settings, Primary Profile."
            ),
        ),
        (
            "xenia@example.com",
            format!(
                "Customer X of Reseller B: holds the E-mail Hosting of yourdomainname.com, whose certificate is at \
                 GoPedro Hosting. Move it to {}: refused, as in the example of the instructions. To {}: possible.",
                pair(YUSUF),
                pair(PAULA)
            ),
        ),
        (
            "yusuf@example.com",
            "Customer Y of Reseller B: holds the E-mail Hosting of split-domain.example. A certificate that comes from \
             another customer joins it."
                .to_owned(),
        ),
        (
            "tomasz@example.com",
            "One address, two customers: of GoPedro Hosting and of Reseller B. Choose after the password.".to_owned(),
        ),
        (
            "nuno@example.com",
            format!("Customer of Pedro Norte, a reseller under GoPedro Hosting. Move to {}.", pair(QUENTIN)),
        ),
        (
            "clara@example.com",
            format!(
                "Customer of Closed Gate Hosting, which lets nothing out. Try policy-outgoing.example to {}.",
                pair(QUENTIN)
            ),
        ),
        (
            "admin@gopedro.example",
            format!(
                "Reseller with customers and a sub-reseller. Unsuspend suspended.example, but not \
                 suspended-by-operator.example; complete or cancel what runs on enrolling.example; settle \
                 pending-invoice.example; move for customers, for example moves-fine-2.example to {}.",
                pair(QUENTIN)
            ),
        ),
        (
            "admin@pedro-norte.example",
            "Sub-reseller of GoPedro Hosting: can sign up for Premium Domain Parking, because its parent has.".to_owned(),
        ),
        (
            "admin@reseller-b.example",
            format!(
                "The other reseller of the example. Move the E-mail Hosting of yourdomainname.com to {}: the blocker \
                 names no customer of another reseller.",
                pair(YUSUF)
            ),
        ),
        (
            "admin@lumen.example",
            format!(
                "Reseller without Digital Certificate: sign up for it, then no-sign-up.example can move to {}.",
                pair(LENA)
            ),
        ),
        (
            "operator@handover.example",
            "The platform operator: sees and may do everything, and settles what resellers owe, such as \
             reseller-invoice.example."
                .to_owned(),
        ),
    ]
}

fn paula() -> String {
    let sentences = [
        format!(
            "Customer P of GoPedro Hosting: certificates that move, and an order for every obstacle; each domain name \
             says what it shows. Move to {} or, at Reseller B, to {}.",
            pair(QUENTIN),
            pair(XENIA)
        ),
        format!(
            "New customers that are an obstacle: deleted {}; suspended {}; blocks {}; asks {}; no default contacts {};",
            pair(DORA),
            pair(SAM),
            pair(BIANCA),
            pair(ASHA),
            pair(NILS)
        ),
        format!(
            "no sign-up {}; its reseller takes nothing {}; its reseller asks {}; its reseller is suspended {}.",
            pair(LENA),
            pair(CLARA),
            pair(ARJUN),
            pair(PIA)
        ),
        format!("To yourself {}; a sub-reseller's customer {}.", pair(PAULA), pair(NUNO)),
    ];
    sentences.join(" ")
}

/// What has to be typed to move something to this customer.
fn pair(customer_id: CustomerId) -> String {
    let username =
        CUSTOMERS.iter().find(|customer| customer.id == customer_id).map_or("nobody", |customer| customer.username);
    format!("{username} / {customer_id}")
}
