//! Products and sign-ups (S13).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::products;
use axum::extract::State;
use handover_core::wire::{ProductRow, SignUpBody};

/// `GET` [`handover_core::wire::path::PRODUCTS`]. A customer sees what is sold, and no reseller's sign-ups.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Vec<ProductRow>>, ApiError> {
    let products = app.store.read(move |tx| Ok(products::list(tx, signed_in.reseller_id())?));
    products.await.map(Json)
}

/// `POST` [`handover_core::wire::path::PRODUCT_SIGN_UP`]; answers all products as they are now.
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, and those of [`products::sign_up`].
pub async fn sign_up(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(product_key): Path<String>,
    Json(body): Json<SignUpBody>,
) -> Result<Json<Vec<ProductRow>>, ApiError> {
    let change = Change::now(&app, signed_in);
    let actor = change.by.reseller_id().ok_or(ApiError::Forbidden)?;
    let products = app.store.write(move |tx| {
        products::sign_up(tx, &change, actor, &product_key, body.reseller_id)?;
        Ok(products::list(tx, Some(actor))?)
    });
    products.await.map(Json)
}
