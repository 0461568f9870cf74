//! Suspends and unsuspends an order (S4, S5).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::{orders, suspension};
use axum::extract::State;
use handover_core::ids::OrderId;
use handover_core::wire::{OrderDetails, ReasonBody};

/// `POST` [`handover_core::wire::path::ORDER_SUSPEND`].
///
/// # Errors
/// Those of [`suspension::suspend`].
pub async fn suspend(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<OrderDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let details = app.store.write(move |tx| {
        suspension::suspend(tx, &change, order_id, &body.reason)?;
        orders::details(tx, change.scope(), order_id)
    });
    details.await.map(Json)
}

/// `POST` [`handover_core::wire::path::ORDER_UNSUSPEND`]. A reason in the body is not needed.
///
/// # Errors
/// Those of [`suspension::unsuspend`].
pub async fn unsuspend(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
    Json(_): Json<ReasonBody>,
) -> Result<Json<OrderDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let details = app.store.write(move |tx| {
        suspension::unsuspend(tx, &change, order_id)?;
        orders::details(tx, change.scope(), order_id)
    });
    details.await.map(Json)
}
