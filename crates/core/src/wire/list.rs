//! Lists: what they are filtered by, and their pages.

#[cfg(doc)]
use super::path;
use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// One page of a list, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Value of `after` for the next page; absent at the end.
    pub next: Option<String>,
}

/// Query of [`path::ORDERS`], [`path::CUSTOMERS`] and [`path::MOVES`]; empty fields do not filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ListQuery {
    /// Beginning of a domain name, an order id, or (customers) of a name, username or Customer ID.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Exact words of a status.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Key of a product.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub product: String,
    /// Only of this customer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub customer: String,
    /// Where the page begins: `next` of the page before.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// Rows of a page.
pub const PAGE_ROWS: usize = 50;
