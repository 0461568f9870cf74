//! Cancels, completes or fails an action (S12).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::{actions, orders};
use axum::extract::State;
use handover_core::ids::ActionId;
use handover_core::wire::{ActionStep, OrderDetails, ReasonBody};

/// `POST` [`handover_core::wire::path::ACTION_STEP`]; answers the action's order as it is now.
///
/// # Errors
/// Those of [`actions::step`].
pub async fn step(
    State(app): State<App>,
    signed_in: SignedIn,
    Path((action_id, step)): Path<(ActionId, ActionStep)>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<OrderDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let details = app.store.write(move |tx| {
        let order_id = actions::step(tx, &change, action_id, step, &body.reason)?;
        orders::details(tx, change.scope(), order_id)
    });
    details.await.map(Json)
}
