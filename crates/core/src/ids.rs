//! The numbers by which things are known. Each kind has its own type, so that they cannot be mixed up.

use core::fmt;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = core::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// Number of a customer account, unique over the whole platform (seed, step 4). 1 to 18 digits, never 0.
    CustomerId,
    /// Number of a reseller; the root of the tree is the platform operator.
    ResellerId,
    /// Number of one order (one sold service).
    OrderId,
    /// Number of an action in progress on a service.
    ActionId,
    /// Number of an invoice.
    InvoiceId,
    /// Number of a contact record of one customer.
    ContactId,
    /// Number of a sign-in (a person), apart from the account it opens.
    LoginId,
    /// Number of a move, printed on its receipt.
    MoveId,
}
