//! Lists, searches and shows orders (seed, step 2).

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store;
use axum::extract::State;
use handover_core::ids::OrderId;
use handover_core::wire::{ListQuery, OrderDetails, OrderRow, Page};

/// One page of the orders that the actor may see.
///
/// # Errors
/// Those of [`store::orders::list`].
pub async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<OrderRow>>, ApiError> {
    let scope = signed_in.scope();
    app.store.read(move |tx| store::orders::list(tx, scope, &query)).await.map(Json)
}

/// One order.
///
/// # Errors
/// Those of [`store::orders::details`].
pub async fn show(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
) -> Result<Json<OrderDetails>, ApiError> {
    let scope = signed_in.scope();
    app.store.read(move |tx| store::orders::details(tx, scope, order_id)).await.map(Json)
}
