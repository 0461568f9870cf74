//! The pages, one per address. Only they ask the API.

mod customers;
mod help;
mod move_services;
mod moves;
mod not_found;
mod order;
mod orders;
mod products;
mod profile;
mod receipt;
mod set_password;
mod sign_in;

pub use customers::{CustomerPage, CustomersPage, NewCustomerPage};
pub use help::HelpPage;
pub use move_services::MoveServicesPage;
pub use moves::MovesPage;
pub use not_found::NotFoundPage;
pub use order::OrderPage;
pub use orders::OrdersPage;
pub use products::ProductsPage;
pub use profile::ProfilePage;
pub use receipt::MovePage;
pub use set_password::SetPasswordPage;
pub use sign_in::{SignInForm, SignInPage};
