//! The id under which one request stands in the log, in its answer's header and in a problem document.

use crate::secret;
use std::future::Future;

tokio::task_local! {
    static REQUEST_ID: String;
}

/// A fresh id: 16 hexadecimal digits.
#[must_use]
pub fn fresh() -> String {
    secret::hex(&secret::bytes::<8>())
}

/// Runs the work of one request under its id.
pub async fn scope<T>(request_id: String, work: impl Future<Output = T>) -> T {
    REQUEST_ID.scope(request_id, work).await
}

/// The id of the request that is being answered; empty outside of one.
#[must_use]
pub fn current() -> String {
    REQUEST_ID.try_with(Clone::clone).unwrap_or_default()
}
