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

/// What each account shows: a line in words, then a line `what: where` for everything to try.
fn accounts() -> [(&'static str, String); 12] {
    [
        ("paula@example.com", paula()),
        (
            "quentin@example.com",
            list(
                "Customer of GoPedro Hosting, the new customer of most moves.",
                &[("Customer ID", format!("{QUENTIN}, in Settings, Primary Profile"))],
            ),
        ),
        (
            "xenia@example.com",
            list(
                "Customer X of Reseller B: holds the E-mail Hosting of yourdomainname.com, whose certificate is at \
                 GoPedro Hosting.",
                &[("Refused, as instructions say", pair(YUSUF)), ("Moves", pair(PAULA))],
            ),
        ),
        (
            "yusuf@example.com",
            list(
                "Customer Y of Reseller B: holds the E-mail Hosting of split-domain.example. A certificate that comes \
                 from another customer joins it.",
                &[],
            ),
        ),
        (
            "tomasz@example.com",
            list("One address, two customers: of GoPedro Hosting and of Reseller B. Choose after the password.", &[]),
        ),
        (
            "nuno@example.com",
            list("Customer of Pedro Norte, a reseller under GoPedro Hosting.", &[("Moves", pair(QUENTIN))]),
        ),
        (
            "clara@example.com",
            list(
                "Customer of Closed Gate Hosting, which lets nothing out.",
                &[("Refused", format!("policy-outgoing.example to {}", pair(QUENTIN)))],
            ),
        ),
        (
            "admin@gopedro.example",
            list(
                "Reseller with customers and a sub-reseller.",
                &[
                    ("Unsuspend", "suspended.example, but not suspended-by-operator.example".to_owned()),
                    ("Complete or cancel", "enrolling.example".to_owned()),
                    ("Settle the invoice", "pending-invoice.example".to_owned()),
                    ("Move for a customer", format!("moves-fine-2.example to {}", pair(QUENTIN))),
                ],
            ),
        ),
        (
            "admin@pedro-norte.example",
            list(
                "Sub-reseller of GoPedro Hosting.",
                &[("Sign up", "for Premium Domain Parking, because its parent has".to_owned())],
            ),
        ),
        (
            "admin@reseller-b.example",
            list(
                "The other reseller of the example. The blocker names no customer of another reseller.",
                &[("Refused", format!("E-mail Hosting of yourdomainname.com to {}", pair(YUSUF)))],
            ),
        ),
        (
            "admin@lumen.example",
            list(
                "Reseller without Digital Certificate.",
                &[("Sign up, then it moves", format!("no-sign-up.example to {}", pair(LENA)))],
            ),
        ),
        (
            "operator@handover.example",
            list(
                "The platform operator: sees and may do everything, and settles what resellers owe.",
                &[("Settle the invoice", "reseller-invoice.example".to_owned())],
            ),
        ),
    ]
}

fn paula() -> String {
    list(
        "Customer P of GoPedro Hosting: certificates that move, and an order for every obstacle; each domain \
         name says what it shows. New customers:",
        &[
            ("Moves", pair(QUENTIN)),
            ("Moves to Reseller B", pair(XENIA)),
            ("Moves to a sub-reseller", pair(NUNO)),
            ("Deleted", pair(DORA)),
            ("Suspended", pair(SAM)),
            ("Refuses moves", pair(BIANCA)),
            ("Asks first", pair(ASHA)),
            ("No default contacts", pair(NILS)),
            ("Reseller without product", pair(LENA)),
            ("Reseller refuses moves", pair(CLARA)),
            ("Reseller asks first", pair(ARJUN)),
            ("Reseller is suspended", pair(PIA)),
            ("Already has it", pair(PAULA)),
        ],
    )
}

fn list(words: &str, items: &[(&str, String)]) -> String {
    let mut text = words.to_owned();
    for (what, place) in items {
        text = format!("{text}\n{what}: {place}");
    }
    text
}

/// What has to be typed to move something to this customer.
fn pair(customer_id: CustomerId) -> String {
    let username =
        CUSTOMERS.iter().find(|customer| customer.id == customer_id).map_or("nobody", |customer| customer.username);
    format!("{username} / {customer_id}")
}
