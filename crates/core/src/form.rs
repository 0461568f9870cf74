//! Form checks of everything else that people type: the page shows them while typing, the server refuses with them.

use crate::field::FieldError;
use crate::parse::parse_username;
use crate::wire::{ContactBody, NewCustomerBody};
use alloc::{format, vec::Vec};

/// Fewest characters of a password without a second factor (OWASP ASVS 5.0, 6.2.1 and NIST SP 800-63B-4).
pub const PASSWORD_MIN_CHARS: usize = 15;
/// Most characters of a password; longer ones are refused, never cut.
pub const PASSWORD_MAX_CHARS: usize = 256;
/// Most characters of a name, a street line or another one-line text.
pub const LINE_MAX_CHARS: usize = 120;
/// Most characters of the reason for a suspension.
pub const REASON_MAX_CHARS: usize = 500;

/// Every error of the form "Add a customer", in the order of the form.
#[must_use]
pub fn new_customer_errors(body: &NewCustomerBody) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if let Err(hint) = parse_username(&body.username) {
        errors.push(FieldError::new("username", "malformed", "This is not an e-mail address.", hint));
    }
    errors.extend(profile_errors(&body.profile));
    errors
}

/// Every error of a profile or a contact, in the order of the form.
#[must_use]
pub fn profile_errors(contact: &ContactBody) -> Vec<FieldError> {
    let mut errors = Vec::new();
    required_line(&mut errors, "name", &contact.name);
    optional_line(&mut errors, "company", &contact.company);
    if let Err(hint) = parse_username(&contact.email) {
        errors.push(FieldError::new("email", "malformed", "This is not an e-mail address.", hint));
    }
    required_line(&mut errors, "address", &contact.address);
    required_line(&mut errors, "city", &contact.city);
    required_line(&mut errors, "zip", &contact.zip);
    let country = contact.country.trim();
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        errors.push(FieldError::new(
            "country",
            "malformed",
            "This is not a country code.",
            "Type the two letters of ISO 3166, such as DE or US.",
        ));
    }
    let phone = contact.phone.trim();
    let is_phone = phone.strip_prefix('+').is_some_and(|rest| {
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        (7..=15).contains(&digits) && rest.bytes().all(|byte| byte.is_ascii_digit() || b" .-()".contains(&byte))
    });
    if !is_phone || phone.len() > 32 {
        errors.push(FieldError::new(
            "phone",
            "malformed",
            "This is not a telephone number.",
            "Type it with its country code, such as +49 30 1234567.",
        ));
    }
    errors
}

/// The error of the reason for a suspension, a cancellation or a failure.
#[must_use]
pub fn reason_errors(reason: &str) -> Vec<FieldError> {
    let mut errors = Vec::new();
    text_of_length(&mut errors, "reason", reason, REASON_MAX_CHARS, true);
    errors
}

/// The errors of a new password.
#[must_use]
pub fn password_errors(password: &str) -> Vec<FieldError> {
    let length = password.chars().count();
    let mut errors = Vec::new();
    if length < PASSWORD_MIN_CHARS {
        errors.push(FieldError::new(
            "password",
            "too-short",
            "This password is too short.",
            &format!("Use at least {PASSWORD_MIN_CHARS} characters; a few words are easy to remember."),
        ));
    } else if length > PASSWORD_MAX_CHARS {
        errors.push(FieldError::new(
            "password",
            "too-long",
            "This password is too long.",
            &format!("Use at most {PASSWORD_MAX_CHARS} characters."),
        ));
    }
    errors
}

fn required_line(errors: &mut Vec<FieldError>, field: &str, text: &str) {
    text_of_length(errors, field, text, LINE_MAX_CHARS, true);
}

fn optional_line(errors: &mut Vec<FieldError>, field: &str, text: &str) {
    text_of_length(errors, field, text, LINE_MAX_CHARS, false);
}

fn text_of_length(errors: &mut Vec<FieldError>, field: &str, text: &str, max_chars: usize, is_required: bool) {
    let text = text.trim();
    if text.is_empty() && is_required {
        errors.push(FieldError::new(field, "missing", "This is empty.", "Fill it in."));
    } else if text.chars().count() > max_chars {
        errors.push(FieldError::new(
            field,
            "too-long",
            "This is too long.",
            &format!("Use at most {max_chars} characters."),
        ));
    } else if text.chars().any(|c| c.is_control() || breaks_or_turns_the_line(c)) {
        errors.push(FieldError::new(
            field,
            "control-characters",
            "This has control characters or line breaks.",
            "Type it on one line.",
        ));
    }
}

/// Unicode's own line breaks, and the characters that turn the direction of what follows: with them a name can be drawn
/// as another one.
const fn breaks_or_turns_the_line(c: char) -> bool {
    matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
