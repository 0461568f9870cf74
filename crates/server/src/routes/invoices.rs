//! Cancels an invoice or marks it paid (S12).

use crate::app::App;
use crate::extract::{Json, Path};
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::change::Change;
use crate::store::invoices::{self, InvoiceStep};
use axum::extract::State;
use handover_core::ids::InvoiceId;
use handover_core::wire::{InvoiceRow, ReasonBody};

/// `POST` [`handover_core::wire::path::INVOICE_STEP`].
///
/// # Errors
/// Those of [`invoices::step`].
pub async fn step(
    State(app): State<App>,
    signed_in: SignedIn,
    Path((invoice_id, step)): Path<(InvoiceId, InvoiceStep)>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InvoiceRow>, ApiError> {
    let change = Change::now(&app, signed_in);
    let settled = app.store.write(move |tx| invoices::step(tx, &change, invoice_id, step, &body.reason));
    settled.await.map(Json)
}
