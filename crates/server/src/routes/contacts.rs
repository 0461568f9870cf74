//! Default contacts (S10).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::{contacts, customers};
use axum::extract::State;
use handover_core::facts::ContactRole;
use handover_core::ids::CustomerId;
use handover_core::wire::{CustomerDetails, DefaultContactBody};

/// `PUT` [`handover_core::wire::path::DEFAULT_CONTACT`]; answers the customer as it is now.
///
/// # Errors
/// Those of [`contacts::set_default`].
pub async fn set_default(
    State(app): State<App>,
    signed_in: SignedIn,
    Path((customer_id, role)): Path<(CustomerId, ContactRole)>,
    Json(body): Json<DefaultContactBody>,
) -> Result<Json<CustomerDetails>, ApiError> {
    let change = Change::now(&app, signed_in);
    let changed = app.store.write(move |tx| {
        contacts::set_default(tx, &change, customer_id, role, &body)?;
        customers::show(tx, change.scope(), customer_id)
    });
    changed.await.map(Json)
}
