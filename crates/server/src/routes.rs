//! The table of everything that HTTP can ask, in reading order.
//!
//! Around it, from the outside in: headers and request id on every answer, panics become a problem, requests from
//! other sites are refused. What is no route is a file of the page, never below `/api`.

pub mod actions;
pub mod contacts;
pub mod customers;
pub mod invoices;
pub mod moves;
pub mod orders;
pub mod passwords;
pub mod products;
pub mod session;
pub mod suspension;

use crate::app::App;
use crate::problem::ApiError;
use crate::{headers, page};
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post, put};
use handover_core::wire::path;
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;

/// All routes.
pub fn router(app: App) -> Router {
    table()
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(page::fallback)
        .layer(from_fn_with_state(app.clone(), headers::own_requests_only))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), headers::on_every_answer))
        .with_state(app)
}

fn table() -> Router<App> {
    Router::new()
        .route(path::SESSION, get(session::who).post(session::sign_in).delete(session::sign_out))
        .route(path::ORDERS, get(orders::list))
        .route(path::ORDER, get(orders::show))
        .route(path::MOVE_FACTS, get(moves::facts))
        .route(path::MOVE_CHECK, post(moves::check))
        .route(path::MOVE_AUTHORISATION, post(moves::authorise))
        .route(path::ORDER_MOVES, post(moves::commit))
        .route(path::ORDER_SUSPEND, post(suspension::suspend))
        .route(path::ORDER_UNSUSPEND, post(suspension::unsuspend))
        .route(path::MOVES, get(moves::list))
        .route(path::MOVE, get(moves::receipt))
        .route(path::ACTION_STEP, post(actions::step))
        .route(path::INVOICE_STEP, post(invoices::step))
        .route(path::PRODUCTS, get(products::list))
        .route(path::PRODUCT_SIGN_UP, post(products::sign_up))
        .route(path::CUSTOMERS, get(customers::list).post(customers::add))
        .route(path::CUSTOMER, get(customers::show).delete(customers::delete))
        .route(path::CUSTOMER_RESTORE, post(customers::restore))
        .route(path::CUSTOMER_INCOMING, put(customers::set_incoming))
        .route(path::CUSTOMER_PASSWORD_LINK, post(passwords::make_link))
        .route(path::DEFAULT_CONTACT, put(contacts::set_default))
        .route(path::PASSWORD_LINK, post(passwords::link_state))
        .route(path::PASSWORD, post(passwords::set_password))
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over by value")]
fn panicked(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    ApiError::Internal(format!("a handler panicked: {message}")).into_response()
}
