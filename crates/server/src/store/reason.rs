//! The reason that goes with a change, as it is stored.

use crate::problem::ApiError;
use handover_core::form::reason_errors;

/// A reason that has to be given.
///
/// # Errors
/// [`ApiError::Fields`] when it is empty, too long or not one line.
pub fn required(text: &str) -> Result<String, ApiError> {
    let errors = reason_errors(text);
    if errors.is_empty() { Ok(text.trim().to_owned()) } else { Err(ApiError::Fields(errors)) }
}

/// A reason that may be left out.
///
/// # Errors
/// [`ApiError::Fields`] when it is too long or not one line.
pub fn optional(text: &str) -> Result<Option<String>, ApiError> {
    if text.trim().is_empty() { Ok(None) } else { required(text).map(Some) }
}
