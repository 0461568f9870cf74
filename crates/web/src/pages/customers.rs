//! The customers of a reseller: the list, one of them, a new one.
//!
//! Customers have none of these pages; Settings, Primary Profile shows them the same default contacts and setting.

mod account;
mod contact_form;
mod countries;
mod default_contacts;
mod details;
mod form_errors;
mod incoming;
mod list;
mod new_customer;
mod password_link;
mod search_box;

pub use default_contacts::{DefaultContacts, contact_lines};
pub use details::CustomerPage;
pub use incoming::IncomingSettingForm;
pub use list::CustomersPage;
pub use new_customer::NewCustomerPage;
pub use search_box::SearchBox;
