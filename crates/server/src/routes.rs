//! The table of everything that HTTP can ask, in reading order.

use crate::app::App;
use axum::Router;

/// All routes.
pub fn router(app: App) -> Router {
    Router::new().with_state(app)
}
