//! A customer's default contacts (S10): the records that its services get when they come without their own.
//!
//! An edit never changes the contacts of a service behind its owner's back: a record that something else uses stays as
//! it is, and the role gets a new one.

use super::change::Change;
use super::{StoreError, Tx, customers};
use crate::problem::ApiError;
use crate::values;
use handover_core::facts::ContactRole;
use handover_core::form::profile_errors;
use handover_core::ids::{ContactId, CustomerId};
use handover_core::wire::{ContactBody, DefaultContactBody, DefaultContactRow};
use serde_json::json;

/// The default contacts of a customer, in the order of screens; a missing role is absent.
///
/// # Errors
/// When the engine refuses it.
pub fn defaults(tx: &Tx, customer_id: CustomerId) -> Result<Vec<DefaultContactRow>, StoreError> {
    let mut contacts = tx
        .rows(
            "SELECT default_contact.role, contact.id, contact.version, contact.name, contact.company, contact.email,
                    contact.phone, contact.address, contact.city, contact.zip, contact.country
             FROM default_contact JOIN contact ON contact.id = default_contact.contact_id
             WHERE default_contact.customer_id = $1",
            values![customer_id],
        )?
        .iter()
        .map(|row| {
            Ok(DefaultContactRow {
                role: row.word(0, ContactRole::from_text)?,
                contact_id: row.get(1)?,
                version: row.get(2)?,
                contact: customers::contact_body(row, 3)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    contacts.sort_by_key(|contact| contact.role);
    Ok(contacts)
}

/// Edits the default contact of a role, or adds a missing one; the customer itself does, or its resellers.
///
/// # Errors
/// [`ApiError::NotFound`], [`ApiError::Fields`], and [`ApiError::Conflict`] when the role's contact is not of the
/// version that was edited: somebody changed, added or removed it.
pub fn set_default(
    tx: &Tx,
    change: &Change,
    customer_id: CustomerId,
    role: ContactRole,
    body: &DefaultContactBody,
) -> Result<(), ApiError> {
    customers::find(tx, change.scope(), customer_id)?;
    let errors = profile_errors(&body.contact);
    if !errors.is_empty() {
        return Err(ApiError::Fields(errors));
    }
    let contact = tidy(&body.contact);
    let saved = defaults(tx, customer_id)?.into_iter().find(|saved| saved.role == role);
    if saved.as_ref().map(|saved| saved.version) != body.version {
        return Err(ApiError::Conflict);
    }
    match saved {
        Some(saved) if saved.contact == contact => return Ok(()),
        Some(saved) if !is_used_elsewhere(tx, customer_id, role, saved.contact_id)? => {
            overwrite(tx, saved.contact_id, &contact)?;
        }
        // The new record goes on from the version of the old one, so that an edit of the old one still conflicts.
        saved => {
            let version = saved.map_or(0, |saved| saved.version) + 1;
            point_to(tx, customer_id, role, insert(tx, customer_id, &contact, version)?)?;
        }
    }
    // The trail names the role, not the data: it is kept longer than a person's address may be.
    let body = json!({ "customer_id": customer_id, "role": role });
    change.record(tx, "", "default-contact-changed", &body)?;
    Ok(())
}

/// Inserts a record and answers its number.
pub(crate) fn insert(
    tx: &Tx,
    customer_id: CustomerId,
    contact: &ContactBody,
    version: i64,
) -> Result<ContactId, StoreError> {
    tx.row(
        "INSERT INTO contact (customer_id, name, company, email, phone, address, city, zip, country, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
        values![
            customer_id,
            &contact.name,
            &contact.company,
            &contact.email,
            &contact.phone,
            &contact.address,
            &contact.city,
            &contact.zip,
            &contact.country,
            version
        ],
    )?
    .ok_or_else(|| StoreError::UnexpectedRow("an inserted contact has no number".to_owned()))?
    .get(0)
}

/// Makes a record the default of a role.
pub(crate) fn point_to(
    tx: &Tx,
    customer_id: CustomerId,
    role: ContactRole,
    contact_id: ContactId,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO default_contact (customer_id, role, contact_id) VALUES ($1, $2, $3)
         ON CONFLICT (customer_id, role) DO UPDATE SET contact_id = $3",
        values![customer_id, role.as_str(), contact_id],
    )?;
    Ok(())
}

/// A form as it is stored: without the spaces around what was typed, the country in capitals.
pub(super) fn tidy(contact: &ContactBody) -> ContactBody {
    let trimmed = |text: &String| text.trim().to_owned();
    ContactBody {
        name: trimmed(&contact.name),
        company: trimmed(&contact.company),
        email: trimmed(&contact.email),
        phone: trimmed(&contact.phone),
        address: trimmed(&contact.address),
        city: trimmed(&contact.city),
        zip: trimmed(&contact.zip),
        country: contact.country.trim().to_ascii_uppercase(),
    }
}

/// Whether a service, or another role of the customer, uses the record too.
fn is_used_elsewhere(
    tx: &Tx,
    customer_id: CustomerId,
    role: ContactRole,
    contact_id: ContactId,
) -> Result<bool, StoreError> {
    tx.row(
        "SELECT EXISTS (SELECT 1 FROM service_contact WHERE contact_id = $3)
             OR EXISTS (SELECT 1 FROM default_contact WHERE contact_id = $3 AND customer_id = $1 AND role <> $2)",
        values![customer_id, role.as_str(), contact_id],
    )?
    .map_or(Ok(false), |row| row.get(0))
}

fn overwrite(tx: &Tx, contact_id: ContactId, contact: &ContactBody) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE contact SET name = $2, company = $3, email = $4, phone = $5, address = $6, city = $7, zip = $8,
             country = $9, version = version + 1
         WHERE id = $1",
        values![
            contact_id,
            &contact.name,
            &contact.company,
            &contact.email,
            &contact.phone,
            &contact.address,
            &contact.city,
            &contact.zip,
            &contact.country
        ],
    )?;
    Ok(())
}
