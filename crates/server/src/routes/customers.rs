//! Customer accounts (S8, S14).

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::customers::{self, lifecycle};
use axum::extract::State;
use axum::http::StatusCode;
use handover_core::ids::CustomerId;
use handover_core::wire::{
    CustomerDetails, CustomerRow, IncomingBody, ListQuery, NewCustomerBody, Page, PasswordLinkAnswer,
};

/// `GET` [`handover_core::wire::path::CUSTOMERS`].
///
/// # Errors
/// [`ApiError::Forbidden`] for a customer, and those of [`customers::list`].
pub async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<CustomerRow>>, ApiError> {
    let reseller_id = signed_in.reseller_id().ok_or(ApiError::Forbidden)?;
    app.store.read(move |tx| customers::list(tx, reseller_id, &query)).await.map(Json)
}

/// `POST` [`handover_core::wire::path::CUSTOMERS`].
///
/// # Errors
/// Those of [`customers::add::add`].
pub async fn add(
    State(app): State<App>,
    signed_in: SignedIn,
    Json(body): Json<NewCustomerBody>,
) -> Result<(StatusCode, Json<PasswordLinkAnswer>), ApiError> {
    let change = Change::now(&app, signed_in);
    let added = app.store.write(move |tx| customers::add::add(tx, &change, &body)).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// `GET` [`handover_core::wire::path::CUSTOMER`].
///
/// # Errors
/// Those of [`customers::show`].
pub async fn show(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(customer_id): Path<CustomerId>,
) -> Result<Json<CustomerDetails>, ApiError> {
    app.store.read(move |tx| customers::show(tx, signed_in.scope(), customer_id)).await.map(Json)
}

/// `DELETE` [`handover_core::wire::path::CUSTOMER`].
///
/// # Errors
/// Those of [`lifecycle::delete`].
pub async fn delete(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(customer_id): Path<CustomerId>,
) -> Result<StatusCode, ApiError> {
    let change = Change::now(&app, signed_in);
    app.store.write(move |tx| lifecycle::delete(tx, &change, customer_id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST` [`handover_core::wire::path::CUSTOMER_RESTORE`].
///
/// # Errors
/// Those of [`lifecycle::restore`].
pub async fn restore(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(customer_id): Path<CustomerId>,
) -> Result<Json<CustomerDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let restored = app.store.write(move |tx| {
        lifecycle::restore(tx, &change, customer_id)?;
        customers::show(tx, change.scope(), customer_id)
    });
    restored.await.map(Json)
}

/// `PUT` [`handover_core::wire::path::CUSTOMER_INCOMING`].
///
/// # Errors
/// Those of [`lifecycle::set_incoming`].
pub async fn set_incoming(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(customer_id): Path<CustomerId>,
    Json(body): Json<IncomingBody>,
) -> Result<Json<CustomerDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let changed = app.store.write(move |tx| {
        lifecycle::set_incoming(tx, &change, customer_id, body.incoming_setting)?;
        customers::show(tx, change.scope(), customer_id)
    });
    changed.await.map(Json)
}
