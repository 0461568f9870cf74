//! Paths and bodies of the API, once for the server and the page.
//!
//! Request bodies refuse unknown fields. Every answer that is not 2xx is a [`Problem`] (RFC 9457).

use crate::blocker::Blocker;
use crate::facts::{AccountStatus, ActionStatus, ContactRole, IncomingSetting, InvoiceLevel, MoveFacts, OrderStatus};
use crate::field::FieldError;
use crate::ids::{ActionId, ContactId, CustomerId, InvoiceId, LoginId, MoveId, OrderId, ResellerId};
use crate::parse::ContactChoice;
use crate::plan::{Plan, PlanDigest};
use crate::time::Timestamp;
use alloc::{
    boxed::Box,
    string::{String, ToString},
    vec::Vec,
};
use serde::{Deserialize, Serialize};

/// Paths of the API. A `{…}` stands for one segment.
pub mod path {
    /// `POST` signs in, `GET` tells who is signed in, `DELETE` signs out.
    pub const SESSION: &str = "/api/v1/session";
    /// `GET` the list of orders.
    pub const ORDERS: &str = "/api/v1/orders";
    /// `GET` one order.
    pub const ORDER: &str = "/api/v1/orders/{order_id}";
    /// `GET` the own side's facts of a move.
    pub const MOVE_FACTS: &str = "/api/v1/orders/{order_id}/move-facts";
    /// `POST` looks the pair up and checks.
    pub const MOVE_CHECK: &str = "/api/v1/orders/{order_id}/move-check";
    /// `POST` asks the password again for one plan.
    pub const MOVE_AUTHORISATION: &str = "/api/v1/orders/{order_id}/move-authorisation";
    /// `POST` moves.
    pub const ORDER_MOVES: &str = "/api/v1/orders/{order_id}/moves";
    /// `POST` suspends.
    pub const ORDER_SUSPEND: &str = "/api/v1/orders/{order_id}/suspend";
    /// `POST` unsuspends.
    pub const ORDER_UNSUSPEND: &str = "/api/v1/orders/{order_id}/unsuspend";
    /// `GET` the receipts.
    pub const MOVES: &str = "/api/v1/moves";
    /// `GET` one receipt.
    pub const MOVE: &str = "/api/v1/moves/{move_id}";
    /// `POST` cancels, completes or fails an action: `{step}` is `cancel`, `complete` or `fail`.
    pub const ACTION_STEP: &str = "/api/v1/actions/{action_id}/{step}";
    /// `POST` cancels an invoice or marks it paid: `{step}` is `cancel` or `pay`.
    pub const INVOICE_STEP: &str = "/api/v1/invoices/{invoice_id}/{step}";
    /// `GET` the products with the sign-ups of the actor's resellers.
    pub const PRODUCTS: &str = "/api/v1/products";
    /// `POST` signs a reseller up for a product.
    pub const PRODUCT_SIGN_UP: &str = "/api/v1/products/{product_key}/sign-ups";
    /// `GET` the list of customers, `POST` adds one.
    pub const CUSTOMERS: &str = "/api/v1/customers";
    /// `GET` one customer, `DELETE` deletes one without live orders.
    pub const CUSTOMER: &str = "/api/v1/customers/{customer_id}";
    /// `POST` restores a deleted customer.
    pub const CUSTOMER_RESTORE: &str = "/api/v1/customers/{customer_id}/restore";
    /// `POST` makes a new one-time link to set the password.
    pub const CUSTOMER_PASSWORD_LINK: &str = "/api/v1/customers/{customer_id}/password-link";
    /// `PUT` the customer's setting for incoming moves.
    pub const CUSTOMER_INCOMING: &str = "/api/v1/customers/{customer_id}/incoming-setting";
    /// `PUT` one default contact.
    pub const DEFAULT_CONTACT: &str = "/api/v1/customers/{customer_id}/default-contacts/{role}";
    /// `POST` tells whose password a one-time link sets.
    pub const PASSWORD_LINK: &str = "/api/v1/password-link";
    /// `POST` sets a password by a one-time link.
    pub const PASSWORD: &str = "/api/v1/password";

    /// Fills the `{…}` segments of a path with values that need no escaping.
    #[must_use]
    pub fn fill(template: &str, values: &[&str]) -> alloc::string::String {
        let mut values = values.iter();
        let segments = template
            .split('/')
            .map(|segment| if segment.starts_with('{') { values.next().copied().unwrap_or(segment) } else { segment });
        segments.collect::<alloc::vec::Vec<_>>().join("/")
    }
}

/// Header that names one attempt to change something; the same key gives the same answer.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Header on every answer: the build of the server, so that an old page can ask for a reload.
pub const BUILD_HEADER: &str = "x-handover-build";
/// Header on every answer: its id in the server's log.
pub const REQUEST_ID_HEADER: &str = "x-request-id";

// ---- Sign-in ----

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInBody {
    /// E-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// Which of several accounts of this address, when the answer was [`SignInAnswer::Choose`].
    #[serde(default)]
    pub account: Option<LoginId>,
}

/// What a right password leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInAnswer {
    /// A session was opened.
    SignedIn(Box<Me>),
    /// The password matched accounts under several resellers: choose.
    Choose(Vec<AccountChoice>),
}

/// One account among several of the same address and password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChoice {
    /// Which sign-in.
    pub account: LoginId,
    /// Name of the customer or reseller.
    pub name: String,
    /// The reseller whose panel it is.
    pub reseller_name: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// What the account may do.
    pub kind: AccountKind,
    /// Own customer account, for a customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's reseller, or the reseller itself.
    pub reseller_id: ResellerId,
    /// Name of the reseller whose panel it is.
    pub reseller_name: String,
    /// Name of the account.
    pub name: String,
    /// E-mail address.
    pub username: String,
}

/// What an account may do (product.md, permissions).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountKind {
    /// Own services.
    Customer,
    /// Its tree of customers and resellers.
    Reseller,
    /// Everything.
    Operator,
}

impl AccountKind {
    /// Whether it is a reseller of any kind.
    #[must_use]
    pub const fn is_reseller(self) -> bool {
        match self {
            Self::Customer => false,
            Self::Reseller | Self::Operator => true,
        }
    }
}

/// What the sign-in page may know before anybody signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOut {
    /// The accounts of the demo; empty on any other panel.
    pub demo_accounts: Vec<DemoAccount>,
}

/// Answer of `GET` [`path::SESSION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// Signed in.
    SignedIn(Box<Me>),
    /// Nobody is.
    SignedOut(SignedOut),
}

/// One account of the demo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoAccount {
    /// E-mail address.
    pub username: String,
    /// Password.
    pub password: String,
    /// A reseller's, or the operator's.
    pub is_reseller: bool,
    /// What it shows: a line in words, then lines of the form `what: where`.
    pub shows: String,
}

// ---- Lists ----

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

// ---- Orders ----

/// An order in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// Order id.
    pub order_id: OrderId,
    /// Canonical domain name.
    pub domain: String,
    /// Product's key.
    pub product_key: String,
    /// Product's name.
    pub product_name: String,
    /// Status.
    pub status: OrderStatus,
    /// End of the paid term.
    pub expires_at: Option<Timestamp>,
    /// The customer that holds it.
    pub customer_id: CustomerId,
    /// The customer's name.
    pub customer_name: String,
}

/// Everything about one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderDetails {
    /// As in the list.
    pub order: OrderRow,
    /// The customer's reseller.
    pub reseller_id: ResellerId,
    /// That reseller's name.
    pub reseller_name: String,
    /// When it was bought.
    pub created_at: Timestamp,
    /// End of the money-back period.
    pub money_back_until: Option<Timestamp>,
    /// Whether it renews by itself.
    pub auto_renew: bool,
    /// Why it is suspended, when it is.
    pub suspension_reason: Option<String>,
    /// Who locked it, in words.
    pub lock: Option<String>,
    /// The certificate, when there is one.
    pub certificate: Option<Certificate>,
    /// Contacts by role.
    pub contacts: Vec<OrderContact>,
    /// The other live services of the domain name under the same customer.
    pub related: Vec<OrderRow>,
    /// Its actions, newest first.
    pub actions: Vec<ActionRow>,
    /// Its invoices, newest first.
    pub invoices: Vec<InvoiceRow>,
    /// Receipts of the moves that it was part of and that the actor may see, newest first.
    pub moves: Vec<MoveRow>,
    /// What the actor may do now.
    pub may: OrderPermissions,
}

/// What the actor may do with an order now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "one yes or no per button")]
pub struct OrderPermissions {
    /// Open Move Services: the order is live.
    pub move_services: bool,
    /// Suspend.
    pub suspend: bool,
    /// Unsuspend.
    pub unsuspend: bool,
    /// Complete or fail its actions by hand.
    pub settle_actions: bool,
}

/// A digital certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Common name.
    pub subject: String,
    /// Subject alternative names.
    pub names: Vec<String>,
    /// Issuer.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Start of validity.
    pub valid_from: Timestamp,
    /// End of validity.
    pub valid_until: Timestamp,
}

/// A contact of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderContact {
    /// The role.
    pub role: ContactRole,
    /// The record.
    pub contact: ContactBody,
}

/// An action in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRow {
    /// Number.
    pub action_id: ActionId,
    /// `Add`, `Enroll`, `Reissue`, `Renew`, `Delete`…
    pub kind: String,
    /// How far it is.
    pub status: ActionStatus,
    /// When it was asked for.
    pub added_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Why it was cancelled or failed.
    pub note: Option<String>,
    /// Whether the actor may cancel it now.
    pub may_cancel: bool,
}

/// An invoice in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceRow {
    /// Number.
    pub invoice_id: InvoiceId,
    /// Who owes it.
    pub level: InvoiceLevel,
    /// How far it is.
    pub status: InvoiceStatus,
    /// Total in minor units of the currency.
    pub amount_minor: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Whether the actor may cancel it now.
    pub may_cancel: bool,
    /// Whether the actor may mark it paid now.
    pub may_mark_paid: bool,
}

/// How far an invoice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InvoiceStatus {
    /// Nothing paid yet.
    Pending,
    /// Partly paid; blocks like a pending one.
    #[serde(rename = "Part Paid")]
    PartPaid,
    /// Paid.
    Paid,
    /// Cancelled.
    Cancelled,
}

impl InvoiceStatus {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Pending, Self::PartPaid, Self::Paid, Self::Cancelled];

    /// The words of screens, API and database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::PartPaid => "Part Paid",
            Self::Paid => "Paid",
            Self::Cancelled => "Cancelled",
        }
    }

    /// The status with these exact words.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    /// Whether it still blocks a move.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::PartPaid => true,
            Self::Paid | Self::Cancelled => false,
        }
    }
}

/// Why something is suspended, cancelled or failed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    /// One line; absent or empty where none is needed.
    #[serde(default)]
    pub reason: String,
}

// ---- Move ----

/// What the form of the move says (seed, steps 4 and 5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    /// Customer Username (Email Address), as typed.
    pub username: String,
    /// Customer ID, as typed.
    pub customer_id: String,
    /// Whether the existing contact details are retained.
    pub retain_contacts: bool,
}

/// Answer of [`path::MOVE_FACTS`] and [`path::MOVE_CHECK`]: fresh facts, from which the page computes the rest, and the
/// same computed by the server for clients without the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovePreview {
    /// The facts, masked.
    pub facts: MoveFacts,
    /// Every blocker, in rule order.
    pub blockers: Vec<BlockerBody>,
    /// What would happen.
    pub plan: Plan,
    /// Digest of the plan; absent where the pair was not looked up.
    pub plan_digest: Option<PlanDigest>,
}

/// A blocker for clients without the core.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockerBody {
    /// Stable code.
    pub code: String,
    /// Exact message.
    pub message: String,
    /// Which services, roles or people.
    pub detail: String,
    /// What to do.
    pub remedy: String,
    /// When it clears by itself, if known.
    pub clears_at: Option<Timestamp>,
}

impl From<&Blocker> for BlockerBody {
    fn from(blocker: &Blocker) -> Self {
        Self {
            code: blocker.code().to_string(),
            message: blocker.to_string(),
            detail: blocker.detail(),
            remedy: blocker.remedy().to_string(),
            clears_at: blocker.clears_at(),
        }
    }
}

/// Asks the password again for one plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorisationBody {
    /// The plan that was shown.
    pub plan_digest: PlanDigest,
    /// Password of the person who is signed in.
    pub password: String,
}

/// The right to confirm that plan, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorisation {
    /// When it ends: five minutes later.
    pub expires_at: Timestamp,
}

/// Confirms a move. Needs the header [`IDEMPOTENCY_KEY`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitBody {
    /// Customer Username (Email Address), as typed.
    pub username: String,
    /// Customer ID, as typed.
    pub customer_id: String,
    /// Whether the existing contact details are retained.
    pub retain_contacts: bool,
    /// The plan that was shown and authorised.
    pub plan_digest: PlanDigest,
}

impl CommitBody {
    /// The form without the confirmation.
    #[must_use]
    pub fn request(&self) -> MoveBody {
        MoveBody {
            username: self.username.clone(),
            customer_id: self.customer_id.clone(),
            retain_contacts: self.retain_contacts,
        }
    }
}

/// The record of a committed move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Number of the move.
    pub move_id: MoveId,
    /// When it was committed.
    pub completed_at: Timestamp,
    /// The order that was opened.
    pub order_id: OrderId,
    /// Domain name.
    pub domain: String,
    /// Who held the services before.
    pub existing_customer: Party,
    /// Who holds them now.
    pub new_customer: Party,
    /// Name of who confirmed it.
    pub confirmed_by: String,
    /// What happened to the contacts.
    pub contacts: ContactChoice,
    /// What happened.
    pub plan: Plan,
}

/// One side of a move, as far as the reader may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// Full name for its owner and its resellers, initials for everybody else.
    pub name: String,
    /// Its reseller's name.
    pub reseller_name: String,
}

/// A move in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Number.
    pub move_id: MoveId,
    /// When.
    pub completed_at: Timestamp,
    /// Domain name.
    pub domain: String,
    /// How many services moved.
    pub service_count: u32,
    /// From whom.
    pub existing_customer: Party,
    /// To whom.
    pub new_customer: Party,
}

// ---- Products, customers, contacts ----

/// A product with the sign-ups of the resellers in the actor's tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Key.
    pub product_key: String,
    /// Name.
    pub name: String,
    /// Days in which a new order can be given back.
    pub money_back_days: i64,
    /// One row per reseller in the tree, the actor's own first.
    pub resellers: Vec<SignUpRow>,
}

/// Whether a reseller has signed up for a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpRow {
    /// The reseller.
    pub reseller_id: ResellerId,
    /// Its name.
    pub reseller_name: String,
    /// Whether it has signed up.
    pub signed_up: bool,
    /// Whether the actor can sign it up now: its parent has.
    pub may_sign_up: bool,
}

/// Signs a reseller up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignUpBody {
    /// The actor's own reseller or one below it.
    pub reseller_id: ResellerId,
}

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// E-mail address.
    pub username: String,
    /// Name.
    pub name: String,
    /// Its reseller's name.
    pub reseller_name: String,
    /// Status.
    pub status: AccountStatus,
    /// How many live orders it holds.
    pub live_orders: u32,
}

/// Everything about one customer: Settings, Primary Profile for itself, Customer Details for its resellers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerDetails {
    /// As in the list.
    pub customer: CustomerRow,
    /// Its reseller.
    pub reseller_id: ResellerId,
    /// Name, company, address.
    pub profile: ContactBody,
    /// What others may move to it.
    pub incoming_setting: IncomingSetting,
    /// When it was added.
    pub created_at: Timestamp,
    /// The four default contacts; a missing role is absent.
    pub default_contacts: Vec<DefaultContactRow>,
    /// Whether it has set a password.
    pub has_password: bool,
}

/// One default contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefaultContactRow {
    /// The role.
    pub role: ContactRole,
    /// The record's number.
    pub contact_id: ContactId,
    /// Its version, to be sent back by an edit.
    pub version: i64,
    /// The record.
    pub contact: ContactBody,
}

/// Adds a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCustomerBody {
    /// Customer Username (Email Address).
    pub username: String,
    /// Name, company, address; the default contacts are made from it.
    pub profile: ContactBody,
    /// Under which reseller of the actor's tree; the actor's own where absent.
    #[serde(default)]
    pub reseller_id: Option<ResellerId>,
}

/// A customer was added, or a new link was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkAnswer {
    /// Customer ID.
    pub customer_id: CustomerId,
    /// Its e-mail address.
    pub username: String,
    /// Path of the one-time link, shown once: `/set-password#token`.
    pub link_path: String,
    /// When the link ends.
    pub expires_at: Timestamp,
}

/// A contact record or a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactBody {
    /// Name of a person.
    pub name: String,
    /// Company; may be empty.
    pub company: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number with country code.
    pub phone: String,
    /// Street.
    pub address: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub zip: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// Edits or adds one default contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultContactBody {
    /// Version that was edited; absent to add a missing one. Another version: 409.
    pub version: Option<i64>,
    /// The new values.
    pub contact: ContactBody,
}

/// What others may move to this customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncomingBody {
    /// The setting.
    pub incoming_setting: IncomingSetting,
}

/// A one-time link's token.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenBody {
    /// The part of the link behind `#`.
    pub token: String,
}

/// Whose password a link sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkState {
    /// E-mail address.
    pub username: String,
    /// The reseller whose panel it is.
    pub reseller_name: String,
}

/// Sets a password by a one-time link.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPasswordBody {
    /// The part of the link behind `#`.
    pub token: String,
    /// The new password.
    pub password: String,
}

// ---- Problems ----

/// An error (RFC 9457, `application/problem+json`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable kebab-case code; the RFC's `type` is made from it.
    pub code: String,
    /// HTTP status.
    pub status: u16,
    /// What went wrong, for people.
    pub title: String,
    /// What to do.
    pub detail: String,
    /// The answer's id in the server's log.
    #[serde(default)]
    pub request_id: String,
    /// Every field that is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Every blocker, when a move was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<BlockerBody>,
    /// The fresh facts and plan, when a move was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<Box<MovePreview>>,
}

/// Codes of problems that the page treats apart.
pub mod problem_code {
    /// 401: nobody is signed in, or the session ended.
    pub const SIGNED_OUT: &str = "signed-out";
    /// 401: username or password is wrong.
    pub const WRONG_CREDENTIALS: &str = "wrong-credentials";
    /// 403: the password at Confirm is wrong.
    pub const WRONG_PASSWORD: &str = "wrong-password";
    /// 403: too many wrong passwords: the plan is void.
    pub const PLAN_VOID: &str = "plan-void";
    /// 403: the plan was not authorised, or the authorisation is over.
    pub const NOT_AUTHORISED: &str = "not-authorised";
    /// 409: the plan changed; the problem brings the new one.
    pub const STALE_PLAN: &str = "stale-plan";
    /// 409: blockers appeared; the problem brings them.
    pub const MOVE_BLOCKED: &str = "move-blocked";
    /// 422: fields are wrong.
    pub const INVALID_FIELDS: &str = "invalid-fields";
    /// 404: no such thing, or not the actor's.
    pub const NOT_FOUND: &str = "not-found";
    /// 422: the idempotency key was used with another body.
    pub const KEY_REUSED: &str = "idempotency-key-reused";
    /// 409: somebody else changed it in the meantime.
    pub const CONFLICT: &str = "conflict";
    /// 403: the account may not do this.
    pub const FORBIDDEN: &str = "forbidden";
    /// 409: the state of the thing does not allow it.
    pub const NOT_POSSIBLE: &str = "not-possible";
    /// 429: too many at once.
    pub const BUSY: &str = "busy";
    /// 500.
    pub const INTERNAL: &str = "internal";
}

/// The step of [`path::ACTION_STEP`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStep {
    /// Cancel it.
    Cancel,
    /// It was carried out.
    Complete,
    /// It could not be carried out.
    Fail,
}
