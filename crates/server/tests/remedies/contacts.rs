//! Default contacts (S10).

use crate::panel::{GOPEDRO, PAULA, Panel, QUENTIN};
use handover_core::facts::ContactRole;
use handover_core::wire::{CustomerDetails, DefaultContactRow};
use handover_server::values;
use serde_json::{Value, json};

const NILS: &str = "nils@example.com";

fn contact(name: &str) -> Value {
    json!({
        "name": name, "company": "", "email": "contact@example.com", "phone": "+46 8 555 012 34",
        "address": "Example Street 12", "city": "Stockholm", "zip": "111 29", "country": "se",
    })
}

fn edit(version: Option<i64>, name: &str) -> Value {
    json!({ "version": version, "contact": contact(name) })
}

fn of_role(details: &CustomerDetails, role: ContactRole) -> DefaultContactRow {
    details.default_contacts.iter().find(|contact| contact.role == role).unwrap().clone()
}

#[test]
fn a_missing_default_contact_is_added_once() {
    let panel = Panel::start();
    let path = "/customers/560282917/default-contacts/billing";
    let details: CustomerDetails = panel.put(NILS, path, edit(None, "Nils B.")).ok();
    let added = of_role(&details, ContactRole::Billing);
    assert_eq!((added.version, added.contact.name.as_str(), added.contact.country.as_str()), (1, "Nils B.", "SE"));
    panel.put(NILS, path, edit(None, "Somebody else")).problem("conflict");
}

#[test]
fn an_unused_record_is_edited_in_place_and_a_late_edit_conflicts() {
    let panel = Panel::start();
    let path = "/customers/560282917/default-contacts/billing";
    let details: CustomerDetails = panel.put(NILS, path, edit(None, "One")).ok();
    let before = of_role(&details, ContactRole::Billing);
    let details: CustomerDetails = panel.put(GOPEDRO, path, edit(Some(1), "Two")).ok();
    let after = of_role(&details, ContactRole::Billing);
    assert_eq!((after.contact_id, after.version), (before.contact_id, 2));
    panel.put(NILS, path, edit(Some(1), "Three")).problem("conflict");
}

#[test]
fn an_edit_never_changes_a_contact_that_a_service_or_another_role_uses() {
    let panel = Panel::start();
    let before: CustomerDetails = panel.get(QUENTIN, "/customers/2059147683").ok();
    let used = of_role(&before, ContactRole::Registrant);
    let path = "/customers/2059147683/default-contacts/registrant";
    let after: CustomerDetails = panel.put(QUENTIN, path, edit(Some(used.version), "New Registrant")).ok();
    let edited = of_role(&after, ContactRole::Registrant);
    assert_ne!(edited.contact_id, used.contact_id);
    assert_eq!(edited.version, used.version + 1);
    assert_eq!(of_role(&after, ContactRole::Billing), of_role(&before, ContactRole::Billing));
    let name: String = panel.value("SELECT name FROM contact WHERE id = $1", values![used.contact_id]);
    assert_eq!(name, "Quentin Marsh");
    // Whoever still edits what was there before is told, although the record is another one.
    panel.put(GOPEDRO, path, edit(Some(used.version), "Late")).problem("conflict");
}

#[test]
fn a_default_contact_of_bad_form_is_refused_with_its_fields() {
    let panel = Panel::start();
    let path = "/customers/2059147683/default-contacts/technical";
    let mut body = edit(Some(1), "Quentin");
    body["contact"]["phone"] = json!("12");
    let (field, ..) = panel.put(QUENTIN, path, body).field_error();
    assert_eq!(field, "phone");
}

#[test]
fn nobody_edits_somebody_elses_contacts_or_a_role_that_does_not_exist() {
    let panel = Panel::start();
    let foreign = panel.put(PAULA, "/customers/2059147683/default-contacts/billing", edit(Some(1), "X"));
    foreign.problem("not-found");
    let no_role = panel.put(QUENTIN, "/customers/2059147683/default-contacts/owner", edit(Some(1), "X"));
    no_role.problem("not-found");
}
