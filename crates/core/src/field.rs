//! What is wrong with one field of a form.

use alloc::string::String;
use serde::{Deserialize, Serialize};

/// One thing wrong with one field: shown beside the field in the page, listed in the problem document of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name in the request body.
    pub field: String,
    /// Stable kebab-case code.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl FieldError {
    /// A field error from its four texts.
    #[must_use]
    pub fn new(field: &str, code: &str, message: &str, hint: &str) -> Self {
        Self { field: field.into(), code: code.into(), message: message.into(), hint: hint.into() }
    }
}
