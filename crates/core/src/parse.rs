//! Parses what a person typed into a [`MoveRequest`], with every field error at once.
//!
//! Only form is looked at here: canonical usernames (NFC, case folding, A-labels) are made on the server, because
//! Unicode tables are too heavy for the page.

use crate::blocker::Blocker;
use crate::field::FieldError;
use crate::ids::{CustomerId, OrderId};
use crate::wire::MoveBody;
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use serde::{Deserialize, Serialize};

/// Longest e-mail address (RFC 5321, 4.5.3.1.3: a path of 256 octets with its two angle brackets), in bytes.
pub const USERNAME_MAX_BYTES: usize = 254;
/// Longest part before the `@` (RFC 5321, 4.5.3.1.1), in bytes.
pub const USERNAME_LOCAL_MAX_BYTES: usize = 64;
/// Most digits of a Customer ID.
pub const CUSTOMER_ID_MAX_DIGITS: usize = 18;

/// A well-formed wish to move an order; it says nothing yet about whether that is possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRequest {
    /// The order that was opened; its related services move with it.
    pub order_id: OrderId,
    /// Customer Username (Email Address) of the new customer, as typed, without the spaces around it.
    pub username: Username,
    /// Customer ID of the new customer.
    pub customer_id: CustomerId,
    /// What happens to the contact details (seed, step 5).
    pub contacts: ContactChoice,
}

/// The checkbox of the seed's step 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactChoice {
    /// Unticked, the initial state: the contacts change to the new customer's default contacts.
    Default,
    /// Ticked: the existing contact details stay as they are.
    Retain,
}

impl ContactChoice {
    /// From the state of the checkbox "Retain the existing Contact Details".
    #[must_use]
    pub const fn from_retain(retain: bool) -> Self {
        if retain { Self::Retain } else { Self::Default }
    }

    /// The word of API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Retain => "retain",
        }
    }

    /// The choice with this exact word.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        [Self::Default, Self::Retain].into_iter().find(|choice| choice.as_str() == text)
    }
}

/// An e-mail address of good form, trimmed. Not canonical: compare only what the server made canonical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// The trimmed text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl MoveRequest {
    /// Parses the body of a move of `order_id`.
    ///
    /// # Errors
    /// Every field that is not of good form, in the order of the form. A malformed username or Customer ID is
    /// answered with M2 (`Invalid Customer`), as the seed does, and a hint that says what is wrong with it.
    pub fn parse(order_id: OrderId, body: &MoveBody) -> Result<Self, Vec<FieldError>> {
        let username = parse_username(&body.username);
        let customer_id = parse_customer_id(&body.customer_id);
        match (username, customer_id) {
            (Ok(username), Ok(customer_id)) => {
                Ok(Self { order_id, username, customer_id, contacts: ContactChoice::from_retain(body.retain_contacts) })
            }
            (username, customer_id) => Err([
                username.err().map(|problem| invalid_customer("username", problem)),
                customer_id.err().map(|problem| invalid_customer("customer_id", problem)),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

fn invalid_customer(field: &str, hint: &str) -> FieldError {
    let blocker = Blocker::InvalidCustomer;
    FieldError::new(field, blocker.code(), &blocker.to_string(), hint)
}

/// The form of a Customer Username (Email Address).
///
/// # Errors
/// One sentence that says what is wrong and what to type.
pub fn parse_username(text: &str) -> Result<Username, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Type the e-mail address of the customer.");
    }
    if text.len() > USERNAME_MAX_BYTES {
        return Err("An e-mail address has at most 254 characters.");
    }
    if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err("An e-mail address has no spaces or control characters inside.");
    }
    let Some((local, domain)) = text.rsplit_once('@') else {
        return Err("An e-mail address has an @, as in name@example.com.");
    };
    // Two usernames that look the same must not be two customers. In the domain part the A-label settles it.
    if local.chars().any(is_invisible) {
        return Err("An e-mail address has no invisible characters. Type it instead of pasting it.");
    }
    if local.is_empty() || local.contains('@') || local.len() > USERNAME_LOCAL_MAX_BYTES {
        return Err("Before the @ there are 1 to 64 characters and no other @.");
    }
    if domain.trim_end_matches('.').split('.').any(|label| label.is_empty() || label.len() > 63 * 4) {
        return Err("After the @ there is a domain name, as in name@example.com.");
    }
    Ok(Username(text.to_string()))
}

/// Characters that are drawn as nothing, or that only change how others are drawn (Unicode's
/// `Default_Ignorable_Code_Point`, without the fillers that have a width).
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}')
}

/// The form of a Customer ID: 1 to 18 ASCII digits, not zero; leading zeros do not count.
///
/// # Errors
/// One sentence that says what is wrong and what to type.
pub fn parse_customer_id(text: &str) -> Result<CustomerId, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Type the Customer ID. Its owner finds it in Settings, Primary Profile.");
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("A Customer ID has only the digits 0 to 9.");
    }
    if text.len() > CUSTOMER_ID_MAX_DIGITS {
        return Err("A Customer ID has at most 18 digits.");
    }
    match text.parse() {
        Ok(number) if number > 0 => Ok(CustomerId(number)),
        Ok(_) | Err(_) => Err("A Customer ID is greater than zero."),
    }
}
