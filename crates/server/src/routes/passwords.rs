//! One-time links that set a customer's password (S14).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::passwords;
use axum::extract::State;
use axum::http::StatusCode;
use handover_core::form::password_errors;
use handover_core::ids::CustomerId;
use handover_core::wire::{PasswordLinkAnswer, PasswordLinkState, SetPasswordBody, TokenBody};

/// `POST` [`handover_core::wire::path::CUSTOMER_PASSWORD_LINK`].
///
/// # Errors
/// Those of [`passwords::make_link`].
pub async fn make_link(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(customer_id): Path<CustomerId>,
) -> Result<(StatusCode, Json<PasswordLinkAnswer>), ApiError> {
    let change = Change::now(&app, signed_in);
    let made = app.store.write(move |tx| passwords::make_link(tx, &change, customer_id)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// `POST` [`handover_core::wire::path::PASSWORD_LINK`]: a link's token is a secret, so it is never part of an address.
///
/// # Errors
/// Those of [`passwords::link_state`].
pub async fn link_state(
    State(app): State<App>,
    Json(body): Json<TokenBody>,
) -> Result<Json<PasswordLinkState>, ApiError> {
    let now = app.clock.now();
    app.store.read(move |tx| passwords::link_state(tx, &body.token, now)).await.map(Json)
}

/// `POST` [`handover_core::wire::path::PASSWORD`].
///
/// # Errors
/// [`ApiError::Fields`] for a password that is not good enough, [`ApiError::Busy`], and those of
/// [`passwords::set_password`].
pub async fn set_password(State(app): State<App>, Json(body): Json<SetPasswordBody>) -> Result<StatusCode, ApiError> {
    let errors = password_errors(&body.password);
    if !errors.is_empty() {
        return Err(ApiError::Fields(errors));
    }
    let now = app.clock.now();
    // Looked up before the password is hashed, so that nobody without a link makes the server work.
    let token = body.token.clone();
    app.store.read(move |tx| passwords::link_state(tx, &token, now)).await?;
    let hash = app.passwords.hash(body.password).await?;
    let audit_key = std::sync::Arc::clone(&app.audit_key);
    app.store.write(move |tx| passwords::set_password(tx, &audit_key, &body.token, &hash, now)).await?;
    Ok(StatusCode::NO_CONTENT)
}
